public import BudgetReport

/// Units by 类: where the money is, and where it has changed.
public struct UnitSection: PageSectionBody {
  /// How a figure stands to the year before.
  public enum Trend: Sendable {
    /// Nothing to compare, or no change worth a colour.
    case none
    /// Nothing the year before.
    case new
    /// Nothing any more.
    case gone
    /// Changed by so many per mille of the year before; 0 is the same.
    case changed(perMille: Int)
  }

  /// A figure of the table.
  public struct Cell: Sendable {
    /// In steps; nil is not stated.
    public var steps: Int64?
    /// How it stands to the year before.
    public var trend: Trend
    /// Whether that contains what a unit has not handed in.
    public var isIncomplete: Bool

    /// A figure with its trend.
    public init(_ steps: Int64?, _ trend: Trend = .none, isIncomplete: Bool = false) {
      self.steps = steps
      self.trend = trend
      self.isIncomplete = isIncomplete
    }
  }

  /// A unit, or what else adds up to the total.
  public struct Row: Sendable {
    /// What weight it has.
    public enum Kind: Sendable { case unit, rest, total }

    /// Its code; nil where it has none.
    public var code: String?
    /// Its name.
    public var name: String
    /// How many groups it stands in below the top.
    public var depth: Int
    /// What it is.
    public var kind: Kind
    /// All subjects together.
    public var total: Cell
    /// By 类, in the order of the columns.
    public var cells: [Cell]

    /// A row of the table.
    public init(
      code: String?, name: String, depth: Int = 0, kind: Kind = .unit, total: Cell, cells: [Cell]
    ) {
      self.code = code
      self.name = name
      self.depth = depth
      self.kind = kind
      self.total = total
      self.cells = cells
    }
  }

  /// The 类: code and name.
  public var columns: [(code: String, name: String)]
  /// The units right below the top, and what else adds up to it.
  public var rows: [Row]
  /// Every unit at every depth; empty where that is the same.
  public var allRows: [Row]
  /// How many units there are at every depth.
  public var unitCount: Int
  /// What the mark of an incomplete change says; nil where nothing has it.
  public var note: String?

  /// Its place in the page.
  public let id = "units"
  /// Its heading.
  public let title = Phrase("部门、单位 × 类", "Units by category")
  /// The heading as the list of contents names it.
  public let shortTitle = Phrase("按单位", "Units")

  /// A section of some units.
  public init(
    columns: [(code: String, name: String)], rows: [Row], allRows: [Row], unitCount: Int,
    note: String? = nil
  ) {
    self.columns = columns
    self.rows = rows
    self.allRows = allRows
    self.unitCount = unitCount
    self.note = note
  }

  func content(_ voice: PageVoice) -> [Node] {
    var nodes =
      about(voice) + [
        table(rows, voice("部门、单位按类的决算数", "Actuals of units by category"), voice)
      ] + footnote(note, voice)
    if !allRows.isEmpty {
      nodes.append(
        node(.details, .class("screen")) {
          node(.summary) {
            allRows.count < unitCount
              ? voice(
                "前 \(voice.count(allRows.count)) 个单位,共 \(voice.count(unitCount)) 个;见工作簿",
                "The first \(voice.count(allRows.count)) of \(voice.count(unitCount)) units;"
                  + " the workbook has all")
              : voice(
                "全部 \(voice.count(unitCount)) 个部门和单位",
                "All \(voice.count(unitCount)) groups and units")
          }
          table(allRows, voice("全部单位按类的决算数", "Actuals of all units by category"), voice)
        })
    }
    return nodes
  }

  /// What the tints say, where anything is compared.
  private func about(_ voice: PageVoice) -> [Node] {
    let isCompared = (rows + allRows).contains { row in
      ([row.total] + row.cells).contains { $0.trend.tone != nil || $0.trend.heard(voice) != nil }
    }
    guard isCompared else {
      return [
        node(.p, .class("about")) {
          voice(
            "数为决算数。空白:没有金额或未填报。",
            "Figures are actuals. Blank: no money, or not stated.")
        }
      ]
    }
    return [
      node(.p, .class("about")) {
        voice(
          "数为决算数,底色为比上年增减:蓝(△▲)为增,橙(▽▼)为减,越深变动越大。空白:没有金额或未填报。",
          "Figures are actuals; the tint is the change against the year before: blue (△▲) more,"
            + " orange (▽▼) less, the deeper the greater. Blank: no money, or not stated.")
      },
      legend(voice),
    ]
  }

  private func legend(_ voice: PageVoice) -> Node {
    node(.p, .class("legend")) {
      for (tone, name) in [
        ("d3", "▼ ≥ 30%"), ("d2", "▼ 10–30%"), ("d1", "▽ 2–10%"), ("s", "± < 2%"),
        ("u1", "△ 2–10%"), ("u2", "▲ 10–30%"), ("u3", "▲ ≥ 30%"),
      ] {
        node(.span) {
          key(tone); name
        }
      }
      node(.span) {
        key("n"); voice("＋ 上年没有", "＋ none the year before")
      }
      node(.span) {
        key("g"); voice("× 今年没有", "× none this year")
      }
    }
  }

  private func table(_ rows: [Row], _ name: String, _ voice: PageVoice) -> Node {
    node(.div, .class("scroll heat"), .role("region"), .focusable, .label(name)) {
      node(.table) {
        node(.caption, .class("unseen")) { name }
        node(.thead) {
          node(.tr) {
            node(.th, .scope("col")) { voice("部门、单位", "Unit") }
            node(.th, .scope("col")) { node(.span) { voice("合计", "Total") } }
            for column in columns {
              node(.th, .scope("col")) {
                node(.span) {
                  node(.span, .class("code")) { column.code }; named(column.name)
                }
              }
            }
          }
        }
        node(.tbody) { for row in rows { line(row, voice) } }
      }
    }
  }

  private func line(_ row: Row, _ voice: PageVoice) -> Node {
    node(.tr, .class(row.tone)) {
      node(.th, .scope("row"), .class("l\(min(row.depth, 4))")) {
        if let code = row.code { node(.span, .class("code")) { code } }
        named(row.name)
      }
      cell(row.total, voice, blank: voice.amount(nil))
      for cell in row.cells { self.cell(cell, voice) }
    }
  }

  private func cell(_ cell: Cell, _ voice: PageVoice, blank: String = "") -> Node {
    guard let steps = cell.steps else { return node(.td) { blank } }
    let shown = voice.amount(steps) + (cell.isIncomplete ? incompleteMark : "")
    let heard = cell.trend.heard(voice).map { words in node(.i) { " " + words } }
    guard let tone = cell.trend.tone else {
      return node(.td) {
        shown
        heard
      }
    }
    return node(.td, .class(tone)) {
      shown
      heard
    }
  }
}

extension UnitSection.Row {
  fileprivate var tone: String {
    switch kind {
    case .unit: "unit"
    case .rest: "rest"
    case .total: "total"
    }
  }
}

extension UnitSection.Trend {
  /// The trend in words, for those who do not see the table; nil where there is none.
  func heard(_ voice: PageVoice) -> String? {
    switch self {
    case .none: nil
    case .new: voice("上年没有", "none before")
    case .gone: voice("今年没有", "none now")
    case .changed(let perMille):
      voice.percentChange(
        ExactDecimal(String(perMille))?.movingPoint(left: 1).text(groupingThousands: false))
    }
  }

  /// The class of a change; nil where there is nothing to colour.
  var tone: String? {
    switch self {
    case .none: nil
    case .new: "n"
    case .gone: "g"
    case .changed(let perMille):
      switch perMille {
      case 300...: "u3"
      case 100...: "u2"
      case 20...: "u1"
      case ...(-300): "d3"
      case ...(-100): "d2"
      case ...(-20): "d1"
      default: nil
      }
    }
  }
}
