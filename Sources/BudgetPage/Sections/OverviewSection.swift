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
    /// The warning up to the name of the unit.
    public var text: String
    /// The name of the unit that the anomaly is of, which stays as it was given.
    public var unit: String
    /// The rest of the warning.
    public var rest: String
    /// The number of the anomaly.
    public var anomalyID: Int64
    /// Whether the page has its card.
    public var isShown: Bool

    /// A warning because of an anomaly.
    public init(_ text: String, unit: String, rest: String, anomalyID: Int64, isShown: Bool) {
      self.text = text
      self.unit = unit
      self.rest = rest
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
  /// Which later years the page is not of, and why; nil for none.
  public var remark: String?
  /// Which accounts the change lacks; nil where it lacks none.
  public var note: String?

  /// Its place in the page.
  public let id = "overview"
  /// Its heading.
  public let title = Phrase("总览", "Overview")
  /// The heading as the list of contents names it.
  public let shortTitle = Phrase("总览", "Overview")

  /// An overview.
  public init(
    year: Int, actual: Int64?, prior: Int64?, changePercent: String?,
    years: [(year: Int, steps: Int64?)], facts: [Fact], caution: Caution?,
    remark: String? = nil, note: String? = nil
  ) {
    self.year = year
    self.actual = actual
    self.prior = prior
    self.changePercent = changePercent
    self.years = years
    self.facts = facts
    self.caution = caution
    self.remark = remark
    self.note = note
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
        if actual != nil, prior != nil { footnote(note, voice) }
        if let remark { node(.p, .class("about")) { voice.words(remark) } }
        if let caution { warning(caution, voice) }
      }
      node(.div, .class("over-years")) {
        yearTable(voice)
        if hasCut {
          node(.p, .class("about")) {
            voice(
              "有斜口的条形已截短,不按比例;数见其右。",
              "A bar with slanted gaps is cut short and not to scale; its figure stands beside it.")
          }
        }
      }
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
        voice.words(caution.text)
        named(caution.unit)
        voice.words(caution.rest) + " "
        let id = caution.anomalyID
        if caution.isShown {
          node(.a, .href(AnomalySection.place(of: id))) {
            voice("见异常 #\(id)", "See anomaly #\(id)")
          }
        } else {
          voice("异常 #\(id) 本页未列:", "Anomaly #\(id) is not on this page: ")
          node(.code) { "huizong anomalies \(id)" }
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
        if note != nil { incompleteMark }
      }
    }
  }

  private var hasCut: Bool {
    let steps = years.compactMap(\.steps)
    let ruler = Ruler(cutting: steps, length: Bars.width)
    return steps.contains(where: ruler.isCut)
  }

  private func yearTable(_ voice: PageVoice) -> Node {
    let ruler = Ruler(cutting: years.compactMap(\.steps), length: Bars.width)
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
