package dev.llmapi.app.config.yaml;

import java.io.StringReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads a document into its outermost section. */
public final class Document {

  private Document() {}

  /**
   * Reads the document. Its tags are not obeyed: nothing but the text of its scalars is used.
   *
   * @param file as it is named in messages
   * @param environment what is filled in for {@code ${NAME}}
   * @param problems hears of every fault; a document that is no YAML is read as an empty one
   */
  public static Section read(
      String file, String text, Map<String, String> environment, Problems problems) {
    Source source = new Source(file, new Variables(environment), problems);
    Node root = compose(source, text);
    return root == null ? Section.empty(source, "", 1) : new Value(source, "", root).section();
  }

  /** Null where the document is empty, or no YAML. */
  private static @Nullable Node compose(Source source, String text) {
    try {
      return new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      source.wrong(mark == null ? 1 : mark.getLine() + 1, "", "no YAML: " + problem(e));
    } catch (ReaderException e) {
      source.wrong(line(text, e.getPosition()), "", "no YAML: a character that is not allowed");
    } catch (YAMLException e) {
      source.wrong(1, "", "no YAML: " + e.getMessage());
    }
    return null;
  }

  /** Some are the second half of a sentence. */
  private static String problem(MarkedYAMLException e) {
    return e.getProblem().startsWith("but ")
        ? e.getContext() + ", " + e.getProblem()
        : e.getProblem();
  }

  /** The line of a character that is counted in code points. */
  private static int line(String text, int position) {
    return 1 + (int) text.codePoints().limit(position).filter(each -> each == '\n').count();
  }
}
