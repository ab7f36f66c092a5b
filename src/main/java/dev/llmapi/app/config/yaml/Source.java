package dev.llmapi.app.config.yaml;

import org.yaml.snakeyaml.nodes.Node;

/**
 * What the values of one document share.
 *
 * @param file as it is named in messages
 */
record Source(String file, Variables variables, Problems problems) {

  void wrong(int line, String path, String what) {
    problems.add(file + ":" + line, path.isEmpty() ? what : path + ": " + what);
  }

  /** The line that the node begins on, the first being 1. */
  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
