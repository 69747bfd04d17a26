import BudgetDomain

/// How a submission's actual amounts differ from its initial budget, each fen in one item, and
/// what is left of each difference after the unit's explanations.
///
/// The items are the basic expenditure, the named projects one by one where their budgets add up
/// to that of all projects, and what is spent beside; or the total where nothing tells basic from
/// project. Amounts are taken as printed: thresholds lie far above rounding.
struct BudgetDifferences {
  /// One part of the money.
  struct Item {
    let label: String
    /// The line, in the project section; nil for a part that is computed.
    let lineNumber: Int32?
    /// Which figures speak of it, besides those of the total.
    let family: String
    /// What is not explained of actual − initial budget, in fen.
    fileprivate(set) var fen: Int128

    fileprivate init(_ label: String, _ family: String, _ fen: Int128, line: Int32? = nil) {
      (self.label, self.family, self.fen, lineNumber) = (label, family, fen, line)
    }
  }

  /// The initial budget of everything, in fen.
  let initialFen: Int128
  /// The items: basic expenditure first, then what no project names, then the projects.
  private(set) var items: [Item]
  /// Before this one, of those behind the first, nothing is left to explain.
  private var firstOpen = 1
  private let submission: SubmissionView

  /// Works the differences out; nil where initial budget or actual amounts are not stated.
  init?(_ submission: SubmissionView) {
    guard let actual = submission.totalFen(.actual),
      let initial = submission.totalFen(.initialBudget), initial > 0
    else { return nil }
    self.submission = submission
    initialFen = initial
    guard let basic = submission.basicFen(.actual),
      let basicInitial = submission.basicFen(.initialBudget)
    else {
      items = [Item("支出总计", "total", actual - initial)]
      applyExplanations()
      return
    }
    items = [Item("基本支出", "basic", basic - basicInitial)]
    let projects = Self.projects(of: submission, initialFen: initial - basicInitial)
    let named = projects.reduce(0) { $0 + $1.fen }
    let rest = (actual - basic) - (initial - basicInitial) - named
    items.append(Item(projects.isEmpty ? "项目支出" : "未列明项目的支出", "project", rest))
    items += projects
    applyExplanations()
  }

  /// The projects one by one, where they account for the whole budget of projects.
  private static func projects(of submission: SubmissionView, initialFen: Int128) -> [Item] {
    guard let initial = submission.ownRows(of: .project, .initialBudget, kind: .unstated)?.certain,
      let actual = submission.ownRows(of: .project, .actual, kind: .unstated)?.certain
    else { return [] }
    let budget = initial.reduce(Interval(exactly: Fraction(0))) { $0 + $1.interval }
    let slack = submission.figure("project.initial_budget")?.interval
    guard budget.meets(slack ?? Interval(exactly: Fraction(initialFen))) else { return [] }
    var before: [Int32: Int128] = [:]
    for figure in initial { before[figure.lineNumber ?? 0, default: 0] += figure.value.numerator }
    return actual.map { figure in
      let line = figure.lineNumber ?? 0
      let initial = before.removeValue(forKey: line) ?? 0
      return Item("第\(line)行", "project", figure.value.numerator - initial, line: line)
    }
  }
}

extension BudgetDifferences {
  /// Takes off what the unit explains.
  private mutating func applyExplanations() {
    guard !submission.explanations.isEmpty else { return }
    let places = Dictionary(
      items.enumerated().compactMap { place, item in item.lineNumber.map { ($0, place) } }
    ) { first, _ in first }
    var rows: [Int32: SubmittedLine] = [:]
    let wanted = Set(submission.explanations.compactMap(\.lineNumber))
    for line in submission.lines where wanted.contains(line.lineNumber) {
      rows[line.lineNumber] = line
    }
    for explanation in submission.explanations {
      if let line = explanation.lineNumber {
        if let place = places[line] {
          var left = amount(of: explanation).map { Int128($0.magnitude) }
          explain(place, by: &left)
        } else if let row = rows[line] {
          explain(turns(of: row), by: amount(of: explanation) ?? difference(of: row))
        }
      } else if let figure = explanation.figure {
        explain(turns(of: figure), by: amount(of: explanation))
      }
    }
  }

  /// Items whose turn it is, in the order in which an amount is taken off them: those behind the
  /// first are many, and are gone through once for all explanations together.
  private enum Turn {
    case first
    case others
  }

  /// Takes an amount off items in turn, or all of them where it is nil.
  private mutating func explain(_ turns: [Turn], by amount: Int128?) {
    var left = amount.map { Int128($0.magnitude) }
    for turn in turns {
      guard turn == .others else {
        explain(0, by: &left)
        continue
      }
      while firstOpen < items.count, left != 0 {
        explain(firstOpen, by: &left)
        if items[firstOpen].fen == 0 { firstOpen += 1 }
      }
    }
  }

  /// Takes an amount off one item, or all of it where it is nil.
  private mutating func explain(_ place: Int, by left: inout Int128?) {
    let size = Int128(items[place].fen.magnitude)
    let part = min(size, left ?? size)
    items[place].fen -= items[place].fen < 0 ? -part : part
    left = left.map { $0 - part }
  }

  /// nil for an explanation of the whole difference; one that cannot be read explains nothing.
  private func amount(of explanation: Explanation) -> Int128? {
    guard explanation.amount.isStated else { return nil }
    return Int128(explanation.amount.number?.fen(in: submission.header.amountUnit) ?? 0)
  }

  /// What a row outside the items differs from its budget; one without a budget had none.
  private func difference(of row: SubmittedLine) -> Int128 {
    let unit = submission.header.amountUnit
    let initial = row.amounts.initial.number?.fen(in: unit) ?? 0
    return Int128(row.amounts.actual.number?.fen(in: unit) ?? 0) - Int128(initial)
  }

  /// The items that a row of another section or a total speaks of.
  private func turns(of row: SubmittedLine) -> [Turn] {
    let isBasic = row.kind == .basic || row.section == .economic
    let isOther = row.kind != .basic && row.kind != .unstated || row.section == .project
    // What no project names is the likeliest to be explained elsewhere, basic money the least.
    guard isBasic || isOther, items.count > 1 else { return [.others, .first] }
    return isBasic ? [.first] : [.others]
  }

  /// The items that a figure's family covers.
  private func turns(of figure: FigureName) -> [Turn] {
    guard let dot = figure.text.lastIndex(of: ".") else { return [] }
    let family = String(figure.text[..<dot])
    if family == "total" { return [.first, .others] }
    if family == items[0].family { return [.first] }
    // The first alone is another family's.
    return items.dropFirst().first?.family == family ? [.others] : []
  }
}
