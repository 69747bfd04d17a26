/// The language that people read; keys of JSON, exit codes and SQL stay English.
public enum Language: String, CaseIterable, Sendable {
  /// Simplified Chinese, the default.
  case chinese = "zh"
  /// English.
  case english = "en"

  /// The variables that may ask for a language, the first that names one of ours decides.
  public static let variables = ["HUIZONG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]

  /// The language that the environment asks for; `C` and `POSIX` name none.
  public init(environment: [String: String]) {
    let named = Self.variables.lazy
      .compactMap { environment[$0] }
      .compactMap { Language(rawValue: String($0.prefix(2))) }
    self = named.first ?? .chinese
  }
}

/// A text in both languages, so that none can be forgotten.
public struct Phrase: Hashable, Sendable {
  private let chinese: String
  private let english: String

  /// The same said twice.
  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The text in one language.
  public func callAsFunction(_ language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}
