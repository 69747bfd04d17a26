public import BudgetReport

/// The 类 of the year, the largest first, each with its years.
public struct SubjectSection: PageSectionBody {
  /// A subject.
  public struct Row: Sendable {
    /// Its code; nil for the total.
    public var code: String?
    /// Its name.
    public var name: String
    /// What was spent in each year shown, in steps; nil is not stated.
    public var steps: [Int64?]
    /// The year before, in steps.
    public var prior: Int64?
    /// The change in percent, as published.
    public var changePercent: String?
    /// The share of the total in percent, as published.
    public var sharePercent: String?
    /// Whether the change contains what a unit has not handed in.
    public var isIncomplete: Bool
    /// Whether an error is told of its figures.
    public var isDoubtful: Bool

    /// A subject with its figures.
    public init(
      code: String?, name: String, steps: [Int64?], prior: Int64?, changePercent: String?,
      sharePercent: String?, isIncomplete: Bool = false, isDoubtful: Bool = false
    ) {
      self.code = code
      self.name = name
      self.steps = steps
      self.prior = prior
      self.changePercent = changePercent
      self.sharePercent = sharePercent
      self.isIncomplete = isIncomplete
      self.isDoubtful = isDoubtful
    }

    /// What was spent in the year of the page, in steps.
    public var now: Int64? { steps.last ?? nil }

    var change: Int64? {
      guard let now, let prior else { return nil }
      return now - prior
    }
  }

  /// The years, the last one that of the page.
  public var years: [Int]
  /// The 类, by code.
  public var rows: [Row]
  /// All together.
  public var total: Row
  /// What the mark of an incomplete change says; nil where nothing has it.
  public var note: String?

  /// Its place in the page.
  public let id = "subjects"
  /// Its heading.
  public let title = Phrase("按支出功能分类(类)", "By functional category (类)")
  /// The heading as the list of contents names it.
  public let shortTitle = Phrase("按科目", "Subjects")

  /// A section of some 类 and their total.
  public init(years: [Int], rows: [Row], total: Row, note: String? = nil) {
    self.years = years
    self.rows = rows
    self.total = total
    self.note = note
  }

  func content(_ voice: PageVoice) -> [Node] {
    let year = years.last ?? 0
    let current = rows.filter { $0.now != nil }
    let sorted = current.enumerated().sorted { first, second in
      let (one, other) = (first.element.now ?? 0, second.element.now ?? 0)
      return one == other ? first.offset < second.offset : one > other
    }.map(\.element)
    let shown = sorted.flatMap { row -> [Int64] in [row.now ?? 0, row.prior ?? 0] }
    let suspects = sorted.filter(\.mayBeCut).flatMap { row -> [Int64] in
      [row.now ?? 0, row.prior ?? 0]
    }
    let ruler = Ruler(cutting: shown, onlyAmong: suspects, length: Bars.width)
    let hasPrior = sorted.contains { $0.prior != nil }
    let table = node(.table, .class("rows subjects")) {
      head(year, voice)
      node(.tbody) { for row in sorted { line(row, ruler, voice) } }
      node(.tfoot) { line(total, nil, voice) }
    }
    return [
      node(.p, .class("legend")) {
        node(.span) {
          key("now"); voice("\(year) 年决算数", "actual \(year)")
        }
        if hasPrior {
          node(.span) {
            key("prior"); voice("上年决算数", "actual \(year - 1)")
          }
        }
        if years.count > 1 {
          node(.span, .class("wide")) {
            voice("小柱图各用各的比例尺", "small columns have a scale of their own each")
          }
        }
        if shown.contains(where: ruler.isCut) || hasCutColumn {
          node(.span) {
            voice("有斜口的已截短,不按比例", "what has slanted gaps is cut short, not to scale")
          }
        }
      },
      table,
    ] + footnote(note, voice) + (years.count > 1 ? [allYears(voice)] : [])
  }

  private var hasCutColumn: Bool {
    years.count > 1
      && (rows + [total]).contains { row in Columns(steps: row.steps, title: "").isCut }
  }

  private func head(_ year: Int, _ voice: PageVoice) -> Node {
    node(.thead) {
      node(.tr) {
        node(.th, .scope("col")) { voice("科目", "Subject") }
        node(.th, .scope("col")) { voice("决算数", "Actual") }
        node(.th, .scope("col")) { voice("比上年增减", "Change") }
        node(.th, .scope("col"), .class("wide")) { voice("占比", "Share") }
        if years.count > 1 {
          node(.th, .scope("col"), .class("wide")) { "\(years[0])–\(year)" }
        }
      }
    }
  }

  private func line(_ row: Row, _ ruler: Ruler?, _ voice: PageVoice) -> Node {
    node(.tr) {
      node(.th, .scope("row")) {
        node(.div, .class("barred")) {
          node(.span) {
            if let code = row.code { node(.span, .class("code")) { code } }
            named(row.name)
          }
          if let ruler { Bars.bar(row.now ?? 0, prior: row.prior, on: ruler, "now") }
        }
      }
      node(.td) { voice.amount(row.now) }
      node(.td, .class("change " + tone(row.change))) {
        node(.span, .class("amount")) { voice.change(row.change) }
        " "
        node(.span, .class("rate")) {
          voice.percentChange(row.changePercent)
            + (row.isIncomplete && row.change != nil ? incompleteMark : "")
        }
      }
      node(.td, .class("wide")) { voice.percent(row.sharePercent) }
      if years.count > 1 {
        node(.td, .class("wide")) { Columns(steps: row.steps, title: heard(row, voice)).image }
      }
    }
  }

  private func heard(_ row: Row, _ voice: PageVoice) -> String {
    let figures = zip(years, row.steps).map { "\($0): \(voice.amount($1))" }
    return row.name + voice(":", ": ") + figures.joined(separator: voice(";", "; "))
  }

  private func allYears(_ voice: PageVoice) -> Node {
    node(.details) {
      node(.summary) { voice("各年决算数", "All years in figures") }
      node(
        .div, .class("scroll"), .role("region"), .focusable,
        .label(voice("各年决算数表", "Table of all years"))
      ) {
        node(.table, .class("plain")) {
          node(.thead) {
            node(.tr) {
              node(.th, .scope("col")) { voice("科目", "Subject") }
              for year in years { node(.th, .scope("col")) { String(year) } }
            }
          }
          node(.tbody) {
            for row in rows { figures(row, voice) }
            figures(total, voice)
          }
        }
      }
    }
  }

  private func figures(_ row: Row, _ voice: PageVoice) -> Node {
    node(.tr) {
      node(.th, .scope("row")) {
        if let code = row.code { node(.span, .class("code")) { code } }
        named(row.name)
      }
      for steps in row.steps { node(.td) { voice.amount(steps) } }
    }
  }
}

extension SubjectSection.Row {
  /// A bar is cut short only where a slip may have made it long: where it has jumped against its
  /// own year before, or an error is told of it. What is merely large is drawn so.
  fileprivate var mayBeCut: Bool {
    isDoubtful || Ruler.isJump(from: prior, to: now)
  }
}

/// Behind a change that contains what a unit has not handed in.
let incompleteMark = "†"

/// What that mark says, below a table that has it.
func footnote(_ note: String?, _ voice: PageVoice) -> [Node] {
  note.map { note in [node(.p, .class("about")) { voice.words(note) }] } ?? []
}

/// The sign of a tone in a legend.
func key(_ tone: String) -> Node { node(.span, .class("key " + tone), .hidden) }

/// How a change is set.
func tone(_ change: Int64?) -> String {
  switch change ?? 0 {
  case 1...: "up"
  case ..<0: "down"
  default: "same"
  }
}
