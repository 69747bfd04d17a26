import BudgetDomain

/// What stands around a figure and may have been copied into its place.
struct Surroundings {
  /// Fewer digits are alike by chance too often.
  static let fewestUnits: Int128 = 100

  /// The rows of each table that state a measure, as printed.
  let columns: [[FigureKey]]
  private var values: [FigureKey: Int128] = [:]
  private var above: [FigureKey: FigureKey] = [:]
  private var grandTotals: Set<FigureKey> = []

  /// Nothing around.
  init() { columns = [] }

  /// The tables and figures of a submission.
  init(_ submission: SubmissionView) {
    var columns: [[FigureKey]] = []
    for table in submission.tables {
      for measure in Measure.allCases {
        var column: [FigureKey] = []
        for row in table.rows[measure].sorted(by: {
          submission.lines[Int($0)].lineNumber < submission.lines[Int($1)].lineNumber
        }) {
          guard let figure = submission.figure(row: row, measure) else { continue }
          values[figure.key] = Span.inTicks(figure.value)
          above[figure.key] = column.last
          if submission.printedCode(of: submission.lines[Int(row)]) == "*" {
            grandTotals.insert(figure.key)
          }
          column.append(figure.key)
        }
        columns.append(column)
      }
    }
    self.columns = columns
    for name in submission.figureNames {
      guard let figure = submission.figure(name.text), figure.isWorkable else { continue }
      values[figure.key] = Span.inTicks(figure.value)
    }
  }

  /// A stated figure's value in ticks.
  func value(_ name: String) -> Int128? { values[.stated(FigureName(name))] }

  /// Whether a figure repeats the same figure of last year.
  func repeatsPriorYear(_ figure: FigureKey, value: Int128) -> Bool {
    let prior: String
    switch figure {
    case .stated(let name):
      guard name.text.hasSuffix(".actual") else { return false }
      prior = name.text.dropLast("actual".count) + "prior"
    case .row(_, .actual) where grandTotals.contains(figure): prior = "total.prior"
    case .row, .other: return false
    }
    return self.value(prior) == value
  }

  /// Whether a figure repeats the line above, or, outside the tables, another figure.
  func repeatsNeighbour(_ figure: FigureKey, value: Int128) -> Bool {
    switch figure {
    case .row: above[figure].flatMap { values[$0] } == value
    case .stated(let name):
      values.contains { key, other in
        guard other == value, key != figure else { return false }
        if case .stated(let source) = key { return source.dimension == name.dimension }
        return grandTotals.contains(key)
      }
    case .other: false
    }
  }

  /// Whether some figure that is not among `figures` has a value in the span.
  func prints(_ span: Span, besides figures: Set<FigureKey>) -> Bool {
    values.contains { key, value in
      span.low <= value && value <= span.high && !figures.contains(key)
    }
  }

  /// Whether the stated shares add up to 100 exactly.
  var sharesAddUp: Bool {
    let shares = values.filter {
      if case .stated(let name) = $0.key { name.text.hasPrefix("share_percent.") } else { false }
    }
    return shares.count > 1 && shares.values.reduce(0, +) == 100 * Span.ticks
  }
}
