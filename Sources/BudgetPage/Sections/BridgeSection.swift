public import BudgetReport

/// How the year's total got from what the last publication said to what this one says.
public struct BridgeSection: PageSectionBody {
  /// What one cause changed.
  public struct Part: Sendable {
    /// The cause.
    public var name: String
    /// By how much, in steps.
    public var steps: Int64

    /// A cause with what it changed.
    public init(_ name: String, _ steps: Int64) {
      self.name = name
      self.steps = steps
    }
  }

  /// A total of a year that was changed, too.
  public struct Other: Sendable {
    /// The unit or the year.
    public var name: String
    /// Why, in words.
    public var causes: String
    /// Before, in steps; nil is not stated.
    public var before: Int64?
    /// After.
    public var after: Int64?
    /// The change of what is printed, what is not stated being nothing.
    public var change: Int64 { (after ?? 0) - (before ?? 0) }

    /// Another figure that changed.
    public init(_ name: String, causes: String, before: Int64?, after: Int64?) {
      self.name = name
      self.causes = causes
      self.before = before
      self.after = after
    }
  }

  /// What the two publications are called.
  public var names: (before: String, after: String)
  /// The total then, in steps; nil is not stated.
  public var before: Int64?
  /// The total now; `before` and all parts add up to it, what is not stated being nothing.
  public var after: Int64?
  /// The causes.
  public var parts: [Part]
  /// The units whose totals changed most.
  public var units: [Other]
  /// What the total has beside these units; nil where that is nothing. With it, units add up to the
  /// totals and the change.
  public var rest: Other? {
    guard !units.isEmpty else { return nil }
    let before = units.reduce(self.before ?? 0) { $0 - ($1.before ?? 0) }
    let after = units.reduce(self.after ?? 0) { $0 - ($1.after ?? 0) }
    return before == 0 && after == 0 ? nil : Other("", causes: "", before: before, after: after)
  }
  /// Other years whose total changed.
  public var years: [Other]
  /// What to say instead where there is nothing to compare, or beside it.
  public var remark: String?
  /// Whether there is anything to compare.
  public var isCompared: Bool

  /// Its place in the page.
  public let id = "changes"
  /// Its heading.
  public let title = Phrase("与上次发布相比", "Since the last publication")
  /// The heading as the list of contents names it.
  public let shortTitle = Phrase("变动", "Changes")

  /// A bridge between two totals.
  public init(
    names: (before: String, after: String), before: Int64?, after: Int64?, parts: [Part],
    units: [Other] = [], years: [Other] = [], remark: String? = nil
  ) {
    precondition(
      parts.reduce(before ?? 0) { $0 + $1.steps } == after ?? 0, "the parts make the change")
    self.names = names
    self.before = before
    self.after = after
    self.parts = parts
    self.units = units
    self.years = years
    self.remark = remark
    isCompared = true
  }

  /// No bridge, and why.
  public init(without remark: String) {
    self.init(names: ("", ""), before: nil, after: nil, parts: [], remark: remark)
    isCompared = false
  }

  func content(_ voice: PageVoice) -> [Node] {
    var nodes: [Node] = []
    if isCompared { nodes += bridge(voice) }
    if let remark { nodes.append(node(.p, .class("about")) { voice.words(remark) }) }
    if !units.isEmpty {
      let title = voice("合计变动最大的单位", "Units whose totals changed most")
      nodes.append(list(units, title, voice) { ends(voice) })
    }
    if !years.isEmpty {
      nodes.append(list(years, voice("其他年度的合计", "Totals of other years"), voice))
    }
    return nodes
  }

  private func bridge(_ voice: PageVoice) -> [Node] {
    let (first, last) = (before ?? 0, after ?? 0)
    var (levels, level) = ([first], first)
    for part in parts {
      level += part.steps
      levels.append(level)
    }
    let (ruler, start) = scale(levels)
    let table = node(.table, .class("rows bridge")) {
      node(.caption, .class("unseen")) { voice(title) }
      node(.thead, .class("unseen")) {
        node(.tr) {
          node(.th, .scope("col")) { voice("项目", "Item") }
          node(.th, .scope("col")) { voice("金额", "Amount") }
        }
      }
      node(.tbody) {
        line(
          names.before, Bars.floating(start, first, on: ruler, "past"), voice.amount(before),
          "ends")
        for (place, part) in parts.enumerated() {
          line(
            part.name,
            Bars.floating(
              levels[place], levels[place + 1], on: ruler, part.steps < 0 ? "less" : "more"),
            voice.change(part.steps), "part")
        }
        line(
          names.after, Bars.floating(start, last, on: ruler, "now"), voice.amount(after), "ends")
      }
    }
    guard start > 0 else { return [table] }
    return [
      table,
      node(.p, .class("about")) {
        voice(
          "条形不从零开始,而从 \(voice.amount(start)) 开始,以便看清变动。",
          "Bars begin at \(voice.amount(start)), not at zero, so that the changes can be seen.")
      },
    ]
  }

  /// From zero where the parts can be seen beside the totals; else only where they are, and where
  /// the bars of the totals begin then.
  private func scale(_ levels: [Int64]) -> (Ruler, Int64) {
    let (least, most) = (levels.min() ?? 0, levels.max() ?? 0)
    let span = most - least
    guard least > 0, span > 0, least / 8 > span else {
      return (Ruler(levels, length: Bars.width), 0)
    }
    let start = least - span
    return (Ruler(levels + [start], length: Bars.width, fromZero: false), start)
  }

  private func line(_ name: String, _ bar: Node, _ amount: String, _ tone: String) -> Node {
    node(.tr, .class(tone)) {
      node(.th, .scope("row")) {
        node(.div, .class("barred")) {
          node(.span) { named(name) }
          bar
        }
      }
      node(.td) { amount }
    }
  }

  private func list(
    _ rows: [Other], _ title: String, _ voice: PageVoice,
    @NodeBuilder foot: () -> [Node] = { [] }
  ) -> Node {
    node(.div, .class("scroll"), .role("region"), .focusable, .label(title)) {
      node(.table, .class("plain")) {
        node(.caption) { title }
        node(.thead) {
          node(.tr) {
            node(.th, .scope("col")) { voice("名称", "Name") }
            node(.th, .scope("col"), .class("words")) { voice("原因", "Cause") }
            node(.th, .scope("col"), .class("wide")) { voice("上次", "Before") }
            node(.th, .scope("col"), .class("wide")) { voice("本次", "Now") }
            node(.th, .scope("col")) { voice("变动", "Change") }
          }
        }
        node(.tbody) {
          for row in rows { line(row, named(row.name), voice) }
        }
        foot()
      }
    }
  }

  /// What leads from the units to the total.
  @NodeBuilder
  private func ends(_ voice: PageVoice) -> [Node] {
    node(.tfoot) {
      if let rest {
        line(rest, .text(voice("其余单位与抵销", "Other units and eliminations")), voice)
      }
      let total = Other("", causes: "", before: before, after: after)
      line(total, .text(voice("合计", "Total")), voice, tone: "total")
    }
  }

  private func line(
    _ row: Other, _ name: Node, _ voice: PageVoice, tone: String = "part"
  ) -> Node {
    node(.tr, .class(tone)) {
      node(.th, .scope("row")) { name }
      node(.td, .class("words")) { row.causes }
      node(.td, .class("wide")) { voice.amount(row.before) }
      node(.td, .class("wide")) { voice.amount(row.after) }
      node(.td) { voice.change(row.change) }
    }
  }
}
