import BudgetDomain
import Testing

@testable import BudgetRules

/// What is left of differences after explanations, in the turn in which items are explained.
@Suite struct BudgetDifferencesTests {
  private static let header = SubmissionHeader(
    id: 1, unit: 0, year: FiscalYear(2023), kind: .finalAccount, revision: 1, status: .accepted,
    amountUnit: .yuan)

  /// A book of projects, by their differences, of basic expenditure, and of money beside both.
  private static func view(
    _ projects: [Int64], basic: Int64, beside: Int64, _ explanations: [Explanation]
  ) -> SubmissionView {
    var lines = projects.enumerated().map { place, difference in
      line(.project, place + 1, initial: 1_000, actual: 1_000 + difference)
    }
    for kind in [ExpenditureKind.unstated, .basic, .project] {
      var row = line(.functional, lines.count + 1, initial: 7, actual: 12)
      row.kind = kind
      lines.append(row)
    }
    let planned = Int64(projects.count) * 1_000
    let spent = planned + projects.reduce(0, +)
    let figures = [
      ("basic.initial_budget", 500), ("basic.actual", 500 + basic),
      ("total.initial_budget", 500 + planned), ("total.actual", 500 + basic + spent + beside),
    ].map { StatedFigure(name: FigureName($0.0), value: PrintedNumber($0.1)) }
    let fen = { (measure: Measure) in
      lines.map { $0.amounts[measure].number?.fen(in: .yuan) ?? SubmissionView.uncountable }
    }
    return SubmissionView(
      header: header, unitCode: "101", lines: lines, texts: LineTexts(), tables: tables(lines),
      fen: BudgetFigures(
        initial: fen(.initialBudget), final: fen(.finalBudget), actual: fen(.actual)),
      figures: figures, explanations: explanations)
  }

  private static func line(_ section: Section, _ number: Int, initial: Int64, actual: Int64)
    -> SubmittedLine
  {
    var line = SubmittedLine(lineNumber: Int32(number))
    line.section = section
    line.amounts.initial = StatedNumber(PrintedNumber(initial))
    line.amounts.actual = StatedNumber(PrintedNumber(actual))
    return line
  }

  private static func tables(_ lines: [SubmittedLine]) -> [PrintedTable] {
    [Section.project, .functional].map { section in
      PrintedTable(
        section: section, form: nil, within: nil,
        rows: lines.indices.filter { lines[$0].section == section }.map(Int32.init), lines: lines
      ) { line in
        let low = UInt32(line.lineNumber)
        return RowKey(low: low, end: low + 1, fund: .unstated, kind: line.kind.rawValue)
      }
    }
  }

  /// One explanation after the other, over all items that it speaks of.
  private static func naive(
    _ projects: [Int64], basic: Int64, beside: Int64, _ explanations: [Explanation]
  ) -> [Int128] {
    var left = [Int128(basic) * 100, Int128(beside) * 100] + projects.map { Int128($0) * 100 }
    let others = Array(left.indices.dropFirst())
    for explanation in explanations {
      var amount = explanation.amount.number.map { Int128($0.unscaled.magnitude) * 100 }
      let places: [Int]
      switch (explanation.lineNumber.map(Int.init), explanation.figure?.text) {
      case (let line?, _) where line <= projects.count: places = [line + 1]
      case (let line?, _):
        places = [others + [0], [0], others][line - projects.count - 1]
        amount = amount ?? 500
      case (nil, "total.actual"): places = [0] + others
      case (nil, "basic.actual"): places = [0]
      case (nil, "project.actual"): places = others
      default: places = []
      }
      for place in places {
        let part = min(Int128(left[place].magnitude), amount ?? .max)
        left[place] -= left[place] < 0 ? -part : part
        amount = amount.map { $0 - part }
      }
    }
    return left
  }

  private static func explanation(_ count: Int, _ random: inout SeededGenerator) -> Explanation {
    let size = Int64.random(in: -300...300, using: &random)
    let amount = Int.random(in: 0..<8, using: &random) == 0 ? nil : PrintedNumber(size)
    let figures = ["total.actual", "basic.actual", "project.actual", "meeting.actual"]
    let isOfLine = Bool.random(using: &random)
    return Explanation(
      lineNumber: isOfLine ? Int32.random(in: 1...Int32(count) + 3, using: &random) : nil,
      figure: isOfLine ? nil : figures.randomElement(using: &random).map(FigureName.init),
      amount: amount.map { StatedNumber($0) } ?? .missing)
  }

  @Test(arguments: UInt64(1)...20)
  func explanationsAreTakenInTurn(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let projects = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        Int64.random(in: -2...2, using: &random) * 90
      }
      let (basic, beside) = (Int64.random(in: -900...900, using: &random), Int64(70))
      let explanations = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        Self.explanation(projects.count, &random)
      }
      let view = Self.view(projects, basic: basic, beside: beside, explanations)
      let left = BudgetDifferences(view)?.items.map(\.fen)
      #expect(left == Self.naive(projects, basic: basic, beside: beside, explanations))
    }
  }

  /// Projects and explanations by the hundred thousand, of which each takes a little off all of
  /// them.
  @Test func allAreGoneThroughOnce() {
    let count = 100_000
    let row = Explanation(
      lineNumber: Int32(count + 3), amount: StatedNumber(PrintedNumber(3)))
    let view = Self.view(
      Array(repeating: 4, count: count), basic: 0, beside: 0,
      Array(repeating: row, count: count))
    let left = BudgetDifferences(view)?.items.map(\.fen)
    #expect(left?.count == count + 2)
    #expect(left?.reduce(0, +) == Int128(count) * 100)
    #expect(left?.last == 400)
  }
}
