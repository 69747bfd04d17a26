public import BudgetDomain
public import BudgetReport

/// The language of a page, and how its figures are written.
public struct PageVoice: Sendable {
  /// What people read.
  public let language: Language
  /// The unit of the amounts; a figure is a whole number of its steps.
  public let step: PrintStep

  /// A page in a language, its amounts in a unit.
  public init(language: Language, step: PrintStep) {
    self.language = language
    self.step = step
  }

  /// A text in the language of the page.
  package func callAsFunction(_ phrase: Phrase) -> String { words(phrase(language)) }

  /// Two texts of the language.
  package func callAsFunction(_ chinese: String, _ english: String) -> String {
    self(Phrase(chinese, english))
  }

  /// Words of the program, set as the language wants it; no names.
  package func words(_ text: String) -> String { language == .chinese ? typeset(text) : text }

  /// An amount in steps, `1,234.56`; what is not stated is a dash.
  public func amount(_ steps: Int64?) -> String {
    guard let steps else { return NumberFormat.notStated }
    let decimal = ExactDecimal(String(steps))?.movingPoint(left: PrintStep.decimals)
    return minus(decimal?.text(groupingThousands: true) ?? NumberFormat.notStated)
  }

  /// A change with its sign, `+1,234.56`.
  package func change(_ steps: Int64?) -> String {
    (steps ?? 0) > 0 ? "+" + amount(steps) : amount(steps)
  }

  /// A percentage of the database, one decimal, `12.3%`.
  public func percent(_ text: String?) -> String {
    guard text != nil else { return NumberFormat.notStated }
    let digits = NumberFormat.percent(text)
    // What is printed as nothing has no sign.
    let isNothing = !digits.contains { "123456789".contains($0) }
    return (isNothing ? digits.replacing("-", with: "") : minus(digits)) + "%"
  }

  /// The same with its sign.
  package func percentChange(_ text: String?) -> String {
    let shown = percent(text)
    let isUp = !shown.hasPrefix("\u{2212}") && shown.contains { "123456789".contains($0) }
    return isUp ? "+" + shown : shown
  }

  /// A count.
  package func count(_ count: Int) -> String { NumberFormat.count(count) }
}

extension PageVoice {
  /// The unit beside a figure.
  package var unitName: String { Self.name(of: step.unit, language) }

  static func name(of unit: AmountUnit, _ language: Language) -> String {
    let phrase =
      switch unit {
      case .yuan: Phrase("元", "yuan")
      case .thousandYuan: Phrase("千元", "thousand yuan")
      case .wanYuan: Phrase("万元", "× 10,000 yuan")
      case .yiYuan: Phrase("亿元", "× 100 million yuan")
      }
    return phrase(language)
  }
}

extension PageVoice {
  /// Words that the database has in Chinese only.
  ///
  /// - Parameter names: What stays as it was given; nil where all of it does.
  package func chinese(_ words: String, keeping names: [String]? = []) -> Node {
    let text = names.map { typeset(words, keeping: $0) } ?? words
    return .element(.bdi, language == .chinese ? [] : [.lang("zh-Hans")], [.text(text)])
  }
}

/// The digits with a minus that is as wide as a plus.
package func minus(_ digits: String) -> String { digits.replacing("-", with: "\u{2212}") }
