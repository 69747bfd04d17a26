import BudgetDomain
import BudgetRules

/// Judges the submissions that one worker reads, one at a time, and packs what they book.
struct Validator: SubmissionVisitor {
  /// What is known of one submission after its lines have passed.
  struct Outcome: Sendable {
    let submission: SubmissionIndex
    let digest: ContentDigest
    let lineCount: Int
    let pack: PackStore.Location
    let statesInitial: Bool
    /// What its functional rows spent, in fen.
    let actualFen: Int64
    /// How far rounding can have moved one amount of the submission, in fen.
    let halfWidthFen: Int64
    /// Σ |amount| over all rows, measures and stated figures, in fen.
    let magnitudeFen: Int128
    /// What it says that it paid other units, or got from them.
    let claims: [TransferClaim]
    /// What a copy of it would have; nil where its rows say too little.
    let print: BookPrint?
    /// Whether some relation between its figures is broken.
    let isBroken: Bool
    /// The sections of which money stands in it.
    let moneySections: [Section]
    /// Whether it names a unit that nobody else names: what it says of it is in no claim.
    let namesStranger: Bool
    let anomalies: [Anomaly]

    /// Whether it has more rows than are looked at.
    var isTooLong: Bool { lineCount > SubmittedLine.mostOfSubmission }
  }

  let context: ValidationContext
  private var accountant = LeafAccountant()
  var packs = PackStore()
  var outcomes: [Outcome] = []
  /// The submissions of years that are only compared with; nil where rows say too little.
  private(set) var comparedPrints: [SubmissionIndex: BookPrint?] = [:]
  /// What formulas want to see of a submission beside others.
  var noted: [SubmissionIndex: [FormulaAmount?]] = [:]
  /// The projects that this worker has numbered, by number.
  private(set) var projects: [String] = []
  private var projectNumbers: [String: UInt32] = [:]

  init(_ context: ValidationContext) {
    self.context = context
  }

  mutating func visit(_ submission: SubmissionLines) {
    let header = context.batch.headers[submission.submission]
    let isCompared = context.batch.compared.contains(header.year)
    guard isCompared || context.effective.isEffective(submission.submission, header) else {
      return
    }
    let mark = Self.mark(of: submission)
    if isCompared {
      comparedPrints[submission.submission] = .some(mark)
      guard !context.notedSources.isEmpty else { return }
    }
    guard submission.lineCount <= SubmittedLine.mostOfSubmission else {
      return isCompared ? () : leaveOut(submission)
    }
    let view = context.view(of: submission)
    if !context.notedSources.isEmpty {
      noted[submission.submission] = context.notedSources.map { $0.amount(in: view) }
    }
    guard !isCompared else { return }
    let (anomalies, isBroken) = anomalies(in: view, rowCount: submission.lineCount)
    let magnitude = Self.magnitudeFen(of: view, context.batch.figures[submission.submission])
    // Beyond the bounds of a year the submission is left out; adding it up could overflow.
    let isTooLarge = magnitude > Int128(Amount.largestYearFen)
    let totals =
      isTooLarge
      ? [] : accountant.totals(of: view) { Self.number(of: $0, &projects, &projectNumbers) }
    outcomes.append(
      Outcome(
        submission: submission.submission, digest: submission.digest,
        lineCount: submission.lines.count, pack: packs.append(totals),
        statesInitial: totals.contains {
          $0.axis == .functional && $0.stated.contains(.initial)
        },
        actualFen: totals.reduce(0) { $0 + ($1.axis == .functional ? $1.actual : 0) },
        halfWidthFen: Self.halfWidthFen(of: view), magnitudeFen: magnitude,
        claims: isTooLarge
          ? [] : accountant.claims(of: view, among: context.batch.reference.units),
        print: mark, isBroken: isBroken,
        moneySections: Section.allCases.filter { section in
          view.tables.contains { $0.isMoney && $0.section == section }
        },
        namesStranger: !isTooLarge
          && accountant.namesStranger(view, among: context.batch.reference.units),
        anomalies: anomalies))
  }

  /// What is said of a submission by itself, and whether some relation in it is broken.
  ///
  /// - Parameter rowCount: Of all rows, those of no known table too.
  private func anomalies(in view: SubmissionView, rowCount: Int)
    -> (listed: [Anomaly], isBroken: Bool)
  {
    // Where no cause is searched, no more are looked at than can be listed.
    let isSearched = rowCount <= Diagnosis.mostLines
    var found = FindingList(mostOfRule: isSearched ? .max : FindingsAreFew.mostListed)
    for rule in context.rules { rule.check(view, into: &found) }
    let explained = Diagnosis.explain(
      found.anomalies, of: view, by: context.rules, layout: TableLayout.tables(of:texts:))
    let all = explained + FiguresHoldTogether.anomalies(in: view, by: context.rules)
    return (
      FindingsAreFew.listed(all, besides: found.unlisted, of: view),
      Diagnosis.isNeeded(for: found.anomalies)
    )
  }

  /// Notes a submission that has too many rows: no rule looks at it, and nothing of it counts.
  private mutating func leaveOut(_ submission: SubmissionLines) {
    if !context.notedSources.isEmpty {
      noted[submission.submission] = context.notedSources.map { _ in nil }
    }
    outcomes.append(
      Outcome(
        submission: submission.submission, digest: submission.digest,
        lineCount: submission.lineCount, pack: packs.append([]), statesInitial: false,
        actualFen: 0, halfWidthFen: 0, magnitudeFen: 0, claims: [], print: nil, isBroken: false,
        moneySections: [], namesStranger: false, anomalies: []))
  }

  private static func mark(of submission: SubmissionLines) -> BookPrint? {
    guard SubmissionIsNoCopy.isTelling(submission.lines) else { return nil }
    return BookPrint(
      submission: submission.submission, digest: submission.digest,
      lineCount: submission.lines.count)
  }

  /// The worker's number of a project.
  mutating func number(of project: String) -> UInt32 {
    Self.number(of: project, &projects, &projectNumbers)
  }

  private static func number(
    of project: String, _ projects: inout [String], _ numbers: inout [String: UInt32]
  ) -> UInt32 {
    if let known = numbers[project] { return known }
    let number = UInt32(projects.count)
    projects.append(project)
    numbers[project] = number
    return number
  }

  private static func halfWidthFen(of view: SubmissionView) -> Int64 {
    let exponent = view.header.amountUnit.fenExponent
    if let decimals = view.header.printedDecimals {
      return halfStepFen(exponent - Int(decimals))
    }
    var fewest = exponent
    for line in view.lines {
      for measure in Measure.allCases {
        if let number = line.amounts[measure].number { fewest = min(fewest, Int(number.decimals)) }
      }
    }
    return halfStepFen(exponent - fewest)
  }

  private static func halfStepFen(_ lastDigit: Int) -> Int64 {
    lastDigit > 0 ? PowerOfTen[lastDigit] / 2 : 0
  }

  private static func magnitudeFen(of view: SubmissionView, _ figures: [StatedFigure]) -> Int128 {
    let stated = figures.reduce(Int128(0)) { sum, figure in
      sum + Int128(figure.value.fen(in: view.header.amountUnit)?.magnitude ?? 0)
    }
    return Measure.allCases.reduce(stated) { sum, measure in
      view.fen[measure].reduce(sum) {
        $1 == SubmissionView.uncountable ? $0 : $0 + Int128($1.magnitude)
      }
    }
  }
}

/// What every worker's validator looks at.
struct ValidationContext: Sendable {
  let batch: LoadedBatch
  let effective: Effectiveness
  let rules: [any SubmissionRule]
  /// What is noted of every submission.
  let notedSources: [FormulaSource]
  let trees: [FiscalYear: UnitTree]

  /// Whether a unit has units under it in a year.
  func isGroup(_ unit: UnitIndex, in year: FiscalYear) -> Bool {
    guard let tree = trees[year], let place = tree.place(of: unit) else { return false }
    return !tree.nodes[place].isLeaf
  }

  /// A submission as rules see it.
  func view(of submission: SubmissionLines) -> SubmissionView {
    let header = batch.headers[submission.submission]
    var lines = submission.lines
    for index in lines.indices where !lines[index].statesCode && lines[index].section == .functional
    {
      guard let name = submission.texts[lines[index].label],
        let code = batch.reference.code(forName: name, in: header.year)
      else { continue }
      lines[index].code = code
      lines[index].codeIsWellFormed = true
    }
    func fen(_ measure: Measure) -> [Int64] {
      lines.map {
        $0.amounts[measure].number?.fen(in: header.amountUnit) ?? SubmissionView.uncountable
      }
    }
    return SubmissionView(
      header: header, unitCode: batch.reference.units.codes[header.unit], lines: lines,
      texts: submission.texts, tables: TableLayout.tables(of: lines, texts: submission.texts),
      fen: BudgetFigures(
        initial: fen(.initialBudget), final: fen(.finalBudget), actual: fen(.actual)),
      figures: batch.figures[submission.submission], unknownWords: submission.unknownWords,
      explanations: batch.explanations[submission.submission],
      isControlTotal: isGroup(header.unit, in: header.year))
  }
}
