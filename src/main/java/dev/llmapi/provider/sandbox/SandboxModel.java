package dev.llmapi.provider.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The models of the sandbox. */
public enum SandboxModel {
  CHAT("chat", Fault.NONE),
  VISION("vision", Fault.NONE),
  IMAGE("image", Fault.NONE),
  FAULT_429("fault-429", Fault.RATE_LIMITED),
  FAULT_500("fault-500", Fault.SERVER_ERROR),
  FAULT_503("fault-503", Fault.OVERLOADED),
  FAULT_SLOW("fault-slow", Fault.SLOW),
  FAULT_STALL("fault-stall", Fault.STALL),
  FAULT_CUT("fault-cut", Fault.CUT),
  FAULT_MALFORMED("fault-malformed", Fault.MALFORMED);

  private static final String PREFIX = "sandbox/";

  private final String bareName;
  private final Fault fault;

  SandboxModel(String bareName, Fault fault) {
    this.bareName = bareName;
    this.fault = fault;
  }

  /** The model of this name, with or without {@code sandbox/} before it. */
  static Optional<SandboxModel> find(String name) {
    var bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return Arrays.stream(values()).filter(model -> model.bareName.equals(bare)).findFirst();
  }

  /** The names of all models, each with {@code sandbox/} before it. */
  public static List<String> names() {
    return Arrays.stream(values()).map(SandboxModel::fullName).toList();
  }

  /** The name that answers carry: {@code sandbox/chat} and the like. */
  public String fullName() {
    return PREFIX + bareName;
  }

  Fault fault() {
    return fault;
  }
}
