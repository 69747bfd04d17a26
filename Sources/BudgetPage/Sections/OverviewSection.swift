public import BudgetReport

/// The figures of the year that a reader wants first.
public struct OverviewSection: PageSectionBody {
  /// A figure beside the great one.
  public struct Fact: Sendable {
    /// What it is.
    public var name: String
    /// The figure in words.
    public var value: String
    /// What belongs to it.
    public var note: String?

    /// A figure with its name.
    public init(_ name: String, _ value: String, note: String? = nil) {
      self.name = name
      self.value = value
      self.note = note
    }
  }

  /// A warning, and the anomaly that it names.
  public struct Caution: Sendable {
    /// The warning.
    public var text: String
    /// The number of the anomaly.
    public var anomalyID: Int64
    /// Whether the page has its card.
    public var isShown: Bool

    /// A warning because of an anomaly.
    public init(_ text: String, anomalyID: Int64, isShown: Bool) {
      self.text = text
      self.anomalyID = anomalyID
      self.isShown = isShown
    }
  }

  /// The year of the page.
  public var year: Int
  /// What was spent, in steps; nil is not stated.
  public var actual: Int64?
  /// The same of the year before.
  public var prior: Int64?
  /// The change in percent of the year before, as published.
  public var changePercent: String?
  /// What was spent in each year shown, the last one the year of the page.
  public var years: [(year: Int, steps: Int64?)]
  /// The figures beside it.
  public var facts: [Fact]
  /// What a reader has to know before trusting the figure.
  public var caution: Caution?

  /// Its place in the page.
  public let id = "overview"
  /// Its heading.
  public let title = Phrase("总览", "Overview")
  /// The heading as the list of contents names it.
  public let shortTitle = Phrase("总览", "Overview")

  /// An overview.
  public init(
    year: Int, actual: Int64?, prior: Int64?, changePercent: String?,
    years: [(year: Int, steps: Int64?)], facts: [Fact], caution: Caution?
  ) {
    self.year = year
    self.actual = actual
    self.prior = prior
    self.changePercent = changePercent
    self.years = years
    self.facts = facts
    self.caution = caution
  }

  func content(_ voice: PageVoice) -> [Node] {
    let body = node(.div, .class("lead")) {
      node(.div) {
        node(.p, .class("label")) { voice("\(year) 年支出决算", "Expenditure \(year)") }
        node(.p, .class("hero")) {
          node(.span, .class("figure")) { voice.amount(actual) }
          node(.span, .class("unit")) { voice.unitName }
        }
        change(voice)
        if let caution { warning(caution, voice) }
      }
      node(.div, .class("over-years")) { yearTable(voice) }
    }
    let list = node(.dl, .class("facts")) {
      for fact in facts {
        node(.div) {
          node(.dt) { voice.words(fact.name) }
          node(.dd) {
            node(.span, .class("figure")) { fact.value }
            if let note = fact.note { node(.span, .class("note")) { voice.words(note) } }
          }
        }
      }
    }
    return [body, list]
  }

  private func warning(_ caution: Caution, _ voice: PageVoice) -> Node {
    node(.p, .class("caution")) {
      severityMark("error")
      node(.span) {
        named(voice.words(caution.text))
        " "
        let name = voice("见异常 #\(caution.anomalyID)", "See anomaly #\(caution.anomalyID)")
        if caution.isShown {
          node(.a, .href(AnomalySection.place(of: caution.anomalyID))) { name }
        } else {
          name
        }
      }
    }
  }

  private func change(_ voice: PageVoice) -> Node? {
    guard let actual, let prior else { return nil }
    return node(.p, .class("change")) {
      voice("比上年 ", "against \(year - 1): ")
      node(.strong) {
        node(.span, .class("amount")) { voice.change(actual - prior) }
        if changePercent != nil { " (" + voice.percentChange(changePercent) + ")" }
      }
    }
  }

  private func yearTable(_ voice: PageVoice) -> Node {
    let ruler = Ruler(years.compactMap(\.steps), length: Bars.width)
    return node(.table, .class("rows")) {
      node(.caption) { voice("各年支出决算(各按当年科目)", "Expenditure by year, as reported") }
      node(.thead, .class("unseen")) {
        node(.tr) {
          node(.th, .scope("col")) { voice("年度", "Year") }
          node(.th, .scope("col")) { voice("决算数", "Actual") }
        }
      }
      node(.tbody) {
        for entry in years {
          node(.tr) {
            node(.th, .scope("row")) {
              node(.div, .class("barred")) {
                node(.span) { String(entry.year) }
                Bars.bar(
                  entry.steps ?? 0, on: ruler, entry.year == year ? "now" : "past")
              }
            }
            node(.td) { voice.amount(entry.steps) }
          }
        }
      }
    }
  }
}
