public import BudgetDomain
public import BudgetReport

/// The gravest anomalies of the year, each with the figures that contradict each other.
public struct AnomalySection: PageSectionBody {
  /// One anomaly.
  public struct Card: Sendable {
    /// Its number.
    public var id: Int64
    /// `error`, `review`, `undetermined` or `info`.
    public var severity: String
    /// The same in words.
    public var severityText: String
    /// What has become of it, in words.
    public var status: String
    /// Code and title of the rule.
    public var rule: String
    /// Code and name of the unit.
    public var unit: String
    /// Where in the unit's year.
    public var place: String
    /// What is wrong; in Chinese, whatever the page speaks.
    public var message: String
    /// The figure and its interval; nil where no figure is wrong.
    public var range: Range?
    /// The printed figures behind the verdict.
    public var figures: [String]
    /// How many more there are.
    public var furtherCount: Int
    /// The likely cause in words.
    public var cause: String?
    /// What to do; in Chinese.
    public var suggestion: String?
    /// What the unit has named itself in message and suggestion; it stays as it was given.
    public var names: [String]

    /// An anomaly with what is known of it.
    public init(
      id: Int64, severity: String, severityText: String, status: String, rule: String,
      unit: String, place: String, message: String, range: Range?, figures: [String],
      furtherCount: Int, cause: String?, suggestion: String?,
      names: [String] = []
    ) {
      self.id = id
      self.severity = severity
      self.severityText = severityText
      self.status = status
      self.rule = rule
      self.unit = unit
      self.place = place
      self.message = message
      self.range = range
      self.figures = figures
      self.furtherCount = furtherCount
      self.cause = cause
      self.suggestion = suggestion
      self.names = names
    }
  }

  /// What kind of number a figure is.
  public enum Measure: Hashable, Sendable {
    /// Money that the unit has stated in an amount unit.
    case amount(AmountUnit)
    /// A percentage.
    case percent
    /// A plain number, or nobody knows what.
    case count
  }

  /// A figure beside the interval that the others allow.
  public struct Range: Sendable {
    /// As published.
    public var stated: String
    /// As published; nil where it is open.
    public var low: String?
    /// As published; nil where it is open.
    public var high: String?
    /// stated − the nearest end.
    public var difference: String?
    /// What they measure.
    public var measure: Measure
    /// How many decimals the figure is printed with where it was submitted; nil where nobody knows.
    public var decimals: Int?

    /// A figure with its interval, in the database's own digits: yuan, percent or plain numbers.
    public init(
      stated: String, low: String?, high: String?, difference: String?, measure: Measure,
      decimals: Int? = nil
    ) {
      self.stated = stated
      self.low = low
      self.high = high
      self.difference = difference
      self.measure = measure
      self.decimals = decimals
    }
  }

  /// How many there are of a severity.
  public struct Count: Sendable {
    /// `error`, `review`, `undetermined` or `info`.
    public var severity: String
    /// The same in words.
    public var name: String
    /// How many.
    public var count: Int

    /// A severity with its count.
    public init(_ severity: String, _ name: String, _ count: Int) {
      self.severity = severity
      self.name = name
      self.count = count
    }
  }

  /// The gravest ones, in order.
  public var cards: [Card]
  /// All of the year.
  public var counts: [Count]
  /// How to get the others; nil where there are none.
  public var further: String?
  /// What else the list is not limited to; nil for nothing.
  public var remark: String?

  /// Its place in the page.
  public let id = "anomalies"
  /// Its heading.
  public let title = Phrase("异常", "Anomalies")
  /// The heading as the list of contents names it.
  public let shortTitle = Phrase("异常", "Anomalies")

  /// A section of some anomalies.
  public init(cards: [Card], counts: [Count], further: String?, remark: String? = nil) {
    self.cards = cards
    self.counts = counts
    self.further = further
    self.remark = remark
  }

  /// Where in the page the card of an anomaly is.
  static func place(of anomalyID: Int64) -> String { "anomaly-\(anomalyID)" }

  func content(_ voice: PageVoice) -> [Node] {
    guard counts.contains(where: { $0.count > 0 }) else {
      let none = voice("本年度没有异常。", "There are none this year.")
      return [none, remark.map(voice.words)].compactMap(\.self).map { words in
        node(.p, .class("about")) { words }
      }
    }
    var nodes = [
      node(.p, .class("legend counts")) {
        for count in counts {
          node(.span) {
            severityMark(count.severity)
            count.name + " "
            node(.strong) { voice.count(count.count) }
          }
        }
      },
      node(.p, .class("about")) {
        voice(
          "菱形为填报数,色带为由其他各数的舍入范围推算的应在区间。",
          "The diamond is the stated figure, the band the interval that the rounding of the other"
            + " figures allows.")
      },
      node(.div, .class("cards")) { for card in cards { article(card, voice) } },
    ]
    if voice.language == .english {
      nodes.insert(
        node(.p, .class("about")) {
          "Findings, evidence and suggestions are kept in Chinese, as the units read them."
        }, at: 2)
    }
    if let remark { nodes.append(node(.p, .class("about")) { voice.words(remark) }) }
    if let further { nodes.append(node(.p, .class("about")) { voice.words(further) }) }
    return nodes
  }

  private func article(_ card: Card, _ voice: PageVoice) -> Node {
    node(
      .article, .id(Self.place(of: card.id)),
      .class("card " + (card.severity == "error" ? "grave" : "mild"))
    ) {
      node(.p, .class("standing")) {
        node(.span) {
          severityMark(card.severity); node(.strong) { card.severityText }
        }
        node(.span) { card.status }
        node(.span, .class("number")) { "#\(card.id)" }
      }
      node(.h3) { named(card.unit) }
      if !card.place.isEmpty { node(.p, .class("place")) { named(card.place) } }
      node(.p, .class("rule")) { named(voice.words(card.rule)) }
      if let range = card.range { range.drawing(voice) }
      node(.p, .class("message")) { voice.chinese(card.message, keeping: card.names) }
      node(.dl) {
        if !card.figures.isEmpty {
          node(.dt) { voice("所据各数", "Evidence") }
          for figure in card.figures { node(.dd) { voice.chinese(figure, keeping: nil) } }
          if card.furtherCount > 0 {
            node(.dd) { voice("另有 \(card.furtherCount) 个", "\(card.furtherCount) more") }
          }
        }
        node(.dt) { voice("可能原因", "Likely cause") }
        node(.dd) { card.cause ?? voice("未找到", "none found") }
        if let suggestion = card.suggestion {
          node(.dt) { voice("建议", "Suggestion") }
          node(.dd) { voice.chinese(suggestion, keeping: card.names) }
        }
      }
    }
  }
}

extension AnomalySection.Measure {
  /// A number of the database with its unit: money in the unit that it was stated in.
  ///
  /// - Parameter decimals: How many decimals it has at least.
  public func text(_ number: String, _ voice: PageVoice, _ decimals: Int? = nil) -> String {
    minus(shown(number, decimals)) + suffix(voice)
  }

  /// The same of a difference: between two percentages there are percentage points.
  func difference(_ number: String, _ voice: PageVoice, _ decimals: Int? = nil) -> String {
    guard self == .percent else { return text(number, voice, decimals) }
    return minus(shown(number, decimals)) + voice(" 个百分点", " percentage points")
  }

  package func interval(
    _ low: String?, _ high: String?, _ voice: PageVoice, _ decimals: Int? = nil
  ) -> String {
    let (low, high) = (low.map { shown($0, decimals) }, high.map { shown($0, decimals) })
    let text =
      switch (low, high) {
      case (let low?, let high?): low == high ? low : "[\(low), \(high)]"
      case (let low?, nil): "≥ " + low
      case (nil, let high?): "≤ " + high
      case (nil, nil): NumberFormat.notStated
      }
    return minus(text) + suffix(voice)
  }

  /// The number in its unit, with the decimals that it needs and at least so many.
  private func shown(_ number: String, _ decimals: Int?) -> String {
    guard var decimal = ExactDecimal(number) else { return number }
    if case .amount(let unit) = self {
      decimal = decimal.movingPoint(left: unit.fenExponent - AmountUnit.yuan.fenExponent)
    }
    let digits = decimal.trimmed.text(groupingThousands: true)
    guard let decimals, self != .count else { return digits }
    let own = digits.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    guard own < min(decimals, 4) else { return digits }
    return digits + (own == 0 ? "." : "") + String(repeating: "0", count: min(decimals, 4) - own)
  }

  private func suffix(_ voice: PageVoice) -> String {
    switch self {
    case .amount(let unit): " " + PageVoice.name(of: unit, voice.language)
    case .percent: "%"
    case .count: ""
    }
  }
}

/// A number of the database in ten-thousandths; nil where it does not fit.
private func tenThousandths(_ text: String) -> Int64? {
  ExactDecimal(text)?.whole(times: 4)
}

extension AnomalySection.Range {
  /// The stated figure beside the interval; nil where there is none, or none that fits.
  package func drawing(_ voice: PageVoice) -> Node? {
    guard let mark = tenThousandths(stated), low != nil || high != nil else { return nil }
    let statedText = voice("填报 ", "stated ") + measure.text(stated, voice, decimals)
    let interval = measure.interval(low, high, voice, decimals)
    let off = difference.map {
      voice(",相差 ", ", off by ") + measure.difference($0, voice, decimals)
    }
    return RangeDrawing(
      stated: mark, low: low.flatMap(tenThousandths), high: high.flatMap(tenThousandths),
      statedText: statedText, intervalText: voice("应为 ", "expected ") + interval,
      title: statedText + voice(",应为 ", ", expected ") + interval + (off ?? "")
    ).image
  }
}
