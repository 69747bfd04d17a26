/// How much an anomaly matters.
public enum Severity: UInt8, CaseIterable, Sendable {
  /// It cannot be true (公式审核).
  case error = 0
  /// It may stand with a written explanation (核实性审核).
  case review = 1
  /// It cannot be decided from what is printed: a more precise figure is asked for.
  case undetermined = 2
  /// Worth knowing; nobody needs to answer (提示).
  case info = 3

  /// The word in tables and files.
  public var name: String {
    switch self {
    case .error: "error"
    case .review: "review"
    case .undetermined: "undetermined"
    case .info: "info"
    }
  }

  /// Reads the word of a table; nil for one that is not in the closed list.
  public init?(name: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}

/// The stable name of a rule, such as `T010`.
public struct RuleCode: Hashable, Sendable {
  /// A letter for the family and three digits.
  public let text: String

  /// Names a rule.
  public init(_ text: String) {
    self.text = text
  }
}
