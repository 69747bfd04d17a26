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
  /// The figures that are what they were in last year's own report.
  private var repeated: Set<FigureKey> = []
  /// Whose surroundings these are, where several submissions are looked at together.
  private var submission: Int64?
  private var members: [Int64: Surroundings] = [:]

  /// Nothing around.
  init() { columns = [] }

  /// Those of several submissions, each for itself.
  init(_ members: [Surroundings]) {
    columns = members.flatMap(\.columns)
    self.members = Dictionary(
      members.compactMap { member in member.submission.map { ($0, member) } }
    ) { first, _ in first }
  }

  /// What stands in the submission of a figure.
  func around(_ figure: FigureKey) -> Surroundings {
    guard case .of(let submission, _) = figure else { return self }
    return members[submission] ?? (self.submission == submission ? self : Surroundings())
  }

  /// The tables and figures of one submission among several, and what repeats last year's report.
  init(_ submission: SubmissionView, since priorYear: SubmissionView?) {
    self.init(submission, owner: submission.header.id)
    guard let priorYear else { return }
    repeated = LastReport(priorYear).figures(repeatedIn: submission)
  }

  /// The tables and figures of a submission.
  init(_ submission: SubmissionView) { self.init(submission, owner: nil) }

  private init(_ submission: SubmissionView, owner: Int64?) {
    self.submission = owner
    func key(of figure: PrintedFigure) -> FigureKey {
      owner.map { figure.owned(by: $0).key } ?? figure.key
    }
    var columns: [[FigureKey]] = []
    for table in submission.tables {
      for measure in Measure.allCases {
        var column: [FigureKey] = []
        for row in table.rows[measure].sorted(by: {
          submission.lines[Int($0)].lineNumber < submission.lines[Int($1)].lineNumber
        }) {
          guard let figure = submission.figure(row: row, measure) else { continue }
          let key = key(of: figure)
          values[key] = Span.inTicks(figure.value)
          above[key] = column.last
          if submission.printedCode(of: submission.lines[Int(row)]) == "*" {
            grandTotals.insert(key)
          }
          column.append(key)
        }
        columns.append(column)
      }
    }
    self.columns = columns
    for name in submission.figureNames {
      guard let figure = submission.figure(name.text), figure.isWorkable else { continue }
      values[key(of: figure)] = Span.inTicks(figure.value)
    }
  }

  /// A stated figure's value in ticks.
  func value(_ name: String) -> Int128? {
    let key = FigureKey.stated(FigureName(name))
    return values[submission.map { .of(submission: $0, key) } ?? key]
  }

  /// Whether a figure is what the same figure, or the same row, was in last year's own report.
  func repeatsLastReport(_ figure: FigureKey) -> Bool { repeated.contains(figure) }

  /// Whether a figure repeats the same figure of last year.
  func repeatsPriorYear(_ figure: FigureKey, value: Int128) -> Bool {
    let prior: String
    switch figure.atHome {
    case .stated(let name):
      guard name.text.hasSuffix(".actual") else { return false }
      prior = name.text.dropLast("actual".count) + "prior"
    case .row(_, .actual) where grandTotals.contains(figure): prior = "total.prior"
    case .row, .other, .of: return false
    }
    return self.value(prior) == value
  }

  /// Whether a figure repeats the line above, or, outside the tables, another figure.
  func repeatsNeighbour(_ figure: FigureKey, value: Int128) -> Bool {
    switch figure.atHome {
    case .row: above[figure].flatMap { values[$0] } == value
    case .stated(let name):
      values.contains { key, other in
        guard other == value, key != figure else { return false }
        if case .stated(let source) = key.atHome { return source.dimension == name.dimension }
        return grandTotals.contains(key)
      }
    case .other, .of: false
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
    let shares = values.filter { key, _ in
      guard case .stated(let name) = key.atHome else { return false }
      return name.text.hasPrefix("share_percent.")
    }
    return shares.count > 1 && shares.values.reduce(0, +) == 100 * Span.ticks
  }
}
