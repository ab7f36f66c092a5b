package dev.llmapi.pricing.text;

import java.util.Arrays;

/**
 * Counts the tokens of one piece by byte pair encoding: of all neighbours that together are a
 * token, those of the lowest rank are joined, the leftmost first, until none are left. The work
 * grows with {@code n log n}, so that a long piece without spaces is no burden. One piece each, not
 * thread-safe.
 */
final class Merger {

  private static final int DEAD = -2;

  private final Vocabulary vocabulary;
  private final byte[] bytes;
  private final int from;

  /** By the offset of a part's first byte: its end, the part before it, its pair's rank. */
  private final int[] ends;

  private final int[] before;
  private final int[] ranks;

  /** A binary heap of {@code rank << 32 | offset}; entries that no longer hold are skipped. */
  private long[] heap;

  private int heapSize;

  private Merger(Vocabulary vocabulary, byte[] bytes, int from, int to) {
    this.vocabulary = vocabulary;
    this.bytes = bytes;
    this.from = from;
    int length = to - from;
    ends = new int[length];
    before = new int[length];
    ranks = new int[length];
    heap = new long[length + 1];
    for (int i = 0; i < length; i++) {
      ends[i] = i + 1;
      before[i] = i - 1;
    }
    for (int i = 0; i < length; i++) {
      rankPair(i);
    }
  }

  static int count(Vocabulary vocabulary, byte[] bytes, int from, int to) {
    return new Merger(vocabulary, bytes, from, to).count();
  }

  private int count() {
    int parts = ends.length;
    while (heapSize > 0) {
      long lowest = pop();
      int left = (int) lowest;
      if (ranks[left] == (int) (lowest >>> 32)) {
        join(left);
        parts--;
      }
    }
    return parts;
  }

  private void join(int left) {
    int right = ends[left];
    ends[left] = ends[right];
    ranks[right] = DEAD;
    if (ends[left] < ends.length) {
      before[ends[left]] = left;
    }
    rankPair(left);
    if (before[left] >= 0) {
      rankPair(before[left]);
    }
  }

  /** Ranks the part together with the one after it. */
  private void rankPair(int left) {
    int right = ends[left];
    ranks[left] =
        right == ends.length
            ? Vocabulary.NONE
            : vocabulary.rank(bytes, from + left, from + ends[right]);
    if (ranks[left] >= 0) {
      push(((long) ranks[left] << 32) | left);
    }
  }

  private void push(long entry) {
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, heap.length * 2);
    }
    int at = heapSize++;
    while (at > 0 && heap[(at - 1) / 2] > entry) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = entry;
  }

  private long pop() {
    long top = heap[0];
    long last = heap[--heapSize];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
        child++;
      }
      if (child >= heapSize || heap[child] >= last) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
