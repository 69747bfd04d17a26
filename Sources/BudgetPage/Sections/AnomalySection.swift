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

    /// An anomaly with what is known of it.
    public init(
      id: Int64, severity: String, severityText: String, status: String, rule: String,
      unit: String, place: String, message: String, range: Range?, figures: [String],
      furtherCount: Int, cause: String?, suggestion: String?
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
    }
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

    /// A figure with its interval, in the database's own digits.
    public init(stated: String, low: String?, high: String?, difference: String?) {
      self.stated = stated
      self.low = low
      self.high = high
      self.difference = difference
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
      return [node(.p, .class("about")) { voice("本年度没有异常。", "There are none this year.") }]
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
          "菱形为填报数,色带为由其他各数的舍入范围推算的应在区间。金额以元计,百分比与计数为原数。",
          "The diamond is the stated figure, the band the interval that the rounding of the other"
            + " figures allows. Amounts in yuan, percentages and counts as printed.")
      },
      node(.div, .class("cards")) { for card in cards { article(card, voice) } },
    ]
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
      if let range = card.range { drawing(range, voice) }
      node(.p, .class("message")) { voice.chinese(card.message) }
      node(.dl) {
        if !card.figures.isEmpty {
          node(.dt) { voice("所据各数", "Evidence") }
          for figure in card.figures { node(.dd) { voice.chinese(figure) } }
          if card.furtherCount > 0 {
            node(.dd) { voice("另有 \(card.furtherCount) 个", "\(card.furtherCount) more") }
          }
        }
        node(.dt) { voice("可能原因", "Likely cause") }
        node(.dd) { card.cause ?? voice("未找到", "none found") }
        if let suggestion = card.suggestion {
          node(.dt) { voice("建议", "Suggestion") }
          node(.dd) { voice.chinese(suggestion) }
        }
      }
    }
  }

  private func drawing(_ range: Range, _ voice: PageVoice) -> Node? {
    guard let stated = tenThousandths(range.stated), range.low != nil || range.high != nil
    else { return nil }
    let (low, high) = (range.low.flatMap(tenThousandths), range.high.flatMap(tenThousandths))
    let statedText = voice("填报 ", "stated ") + minus(NumberFormat.plain(range.stated))
    let interval = minus(NumberFormat.interval(range.low, range.high))
    let difference = range.difference.map {
      voice(",相差 ", ", off by ") + minus(NumberFormat.plain($0))
    }
    return RangeDrawing(
      stated: stated, low: low, high: high, statedText: statedText,
      intervalText: voice("应为 ", "expected ") + interval,
      title: statedText + voice(",应为 ", ", expected ") + interval + (difference ?? "")
    ).image
  }
}

/// A number of the database in ten-thousandths; nil where it does not fit.
private func tenThousandths(_ text: String) -> Int64? {
  ExactDecimal(text)?.whole(times: 4)
}
