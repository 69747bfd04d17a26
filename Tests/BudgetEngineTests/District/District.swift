import BudgetDomain

@testable import BudgetEngine

/// A whole district in memory, as it would stand in the tables, with codes and numbers as text.
struct District: Sendable {
  struct Row: Sendable {
    var section = Section.functional
    var code: String?
    var name: String?
    var fund = FundType.unstated
    var kind = ExpenditureKind.unstated
    var income = IncomeKind.unstated
    var form: String?
    var within: String?
    /// The unit that the money went to or came from.
    var counterparty: String?
    var amounts = BudgetFigures<String?>(initial: nil, final: nil, actual: nil)
    /// Words that are in no list; the field of the column says what it counts as.
    var unknown: [UnknownWord.Column: String] = [:]
  }

  struct Submission: Sendable {
    var id: Int64
    var unit: String
    var year: Int
    var kind = SubmissionKind.finalAccount
    var revision = 1
    var status = SubmissionStatus.submitted
    var amountUnit = AmountUnit.yuan
    var day: Int?
    var rows: [Row] = []
    /// How many rows there are where they are too many to be held.
    var lineCount: Int?
    var figures: [String: String] = [:]
    var explanations: [Explanation] = []
  }

  /// A submission whose head holds words that are in no list.
  struct Unreadable: Sendable {
    var id: Int64
    var unit: String
    var year: Int
    var kind: SubmissionKind?
    var words: [UnreadableSubmission.Word]
  }

  struct Expected: Sendable {
    var year: Int
    var unit: String
    var kind = SubmissionKind.finalAccount
    var dueDay: Int?
    var exemptReason: String?
  }

  var units: [UnitRow] = []
  var submissions: [Submission] = []
  var unreadable: [Unreadable] = []
  var expected: [Expected] = []
  var functional: [SubjectRow] = []
  var economic: [SubjectRow] = []
  var formulas: [FormulaRow] = []
  /// Years that are read only to be compared with.
  var compared: Set<Int> = []
  var aliases: [SubjectAlias] = []
  var unreadableRows: [UnreadableRow] = []
  var settings: [RuleSetting] = []
  var crosswalk: [CrosswalkRow] = []
  var successions: [UnitSuccession] = []
  var transfers: [InternalTransfer] = []
  /// The closed years.
  var closings: [Int: Closing] = [:]
  /// How many years were ever closed.
  var closingCount: Int64 = 0

  /// Every year that has a submission, ascending.
  var years: [Int] { Set(submissions.map(\.year) + unreadable.map(\.year)).sorted() }

  /// The batch that a source would load.
  ///
  /// - Parameters:
  ///   - random: Deals lines to workers and within submissions in another order.
  ///   - recorded: Years that are published, without cells; of a run of the years that are read.
  ///   - leaves: What earlier runs made of the submissions.
  func batch(
    workers: Int = 1, shuffledBy random: SeededGenerator? = nil, recorded: Set<Int> = [],
    leaves: (any LeafArchive)? = nil
  ) -> LoadedBatch {
    let ordered = submissions.sorted { $0.id < $1.id }
    let directory = UnitDirectory(
      rows: units,
      submitting: ordered.map(\.unit) + unreadable.map(\.unit) + expected.map(\.unit))
    let index = { (code: String) in directory.index(of: code) ?? 0 }
    let headers = ordered.map {
      SubmissionHeader(
        id: $0.id, unit: index($0.unit), year: FiscalYear($0.year), kind: $0.kind,
        revision: $0.revision, status: $0.status, amountUnit: $0.amountUnit, submittedDay: $0.day)
    }
    let standing = closedYears(ordered, headers, directory, workers: workers)
    let figures = ordered.enumerated().flatMap { place, submission in
      submission.figures.compactMap { name, text in
        PrintedNumber(text).map { (place, StatedFigure(name: FigureName(name), value: $0)) }
      }
    }
    return LoadedBatch(
      scope: RunScope(
        years: recorded.isEmpty
          ? nil : Set(years.filter { !compared.contains($0) }.map(FiscalYear.init)),
        workers: workers), reference: reference(directory),
      years: years.filter { !compared.contains($0) }.map(FiscalYear.init),
      headers: standing.headers,
      figures: FigureTable(submissionCount: headers.count, figures.map { ($0.0, $0.1) }),
      lines: DistrictReader(submissions: ordered, workers: workers, random: random),
      digest: ContentDigest(),
      recorded: Dictionary(
        recorded.map { (FiscalYear($0), RecordedYear(units: [])) }
          + closings.map { (FiscalYear($0.key), $0.value.recorded) }
      ) { $1 },
      booked: Dictionary(
        uniqueKeysWithValues: closings.map { (FiscalYear($0.key), $0.value.booked) }),
      compared: Set(compared.map(FiscalYear.init)), leaves: leaves,
      unreadable: unreadable.map {
        UnreadableSubmission(
          id: $0.id, unit: index($0.unit), year: FiscalYear($0.year), kind: $0.kind,
          words: $0.words)
      },
      explanations: ExplanationTable(
        ordered.enumerated().flatMap { place, submission in
          submission.explanations.map { (place, $0) }
        }), closed: standing.closed)
  }
}

extension District {
  private func reference(_ directory: UnitDirectory) -> ReferenceData {
    let index = { (code: String) in directory.index(of: code) ?? 0 }
    return ReferenceData(
      units: directory, functional: SubjectList(functional), economic: SubjectList(economic),
      aliases: aliases,
      expected: expected.map {
        ExpectedSubmission(
          year: FiscalYear($0.year), unit: index($0.unit), kind: $0.kind, dueDay: $0.dueDay,
          exemptReason: $0.exemptReason)
      }, formulas: formulas, settings: RuleSettings(settings),
      crosswalk: crosswalk, successions: successions, transfers: TransferRegister(transfers),
      unreadable: unreadableRows)
  }
}

/// Shows the lines of a district to as many visitors as asked for.
struct DistrictReader: LineReader {
  let submissions: [District.Submission]
  let workers: Int
  let random: SeededGenerator?

  func read<Visitor: SubmissionVisitor>(_ makeVisitor: @Sendable () -> Visitor) throws
    -> [Visitor]
  {
    try read(only: Array(submissions.indices), makeVisitor)
  }

  func read<Visitor: SubmissionVisitor>(
    only wanted: [SubmissionIndex], _ makeVisitor: @Sendable () -> Visitor
  ) throws -> [Visitor] {
    var visitors = (0..<workers).map { _ in makeVisitor() }
    var order = wanted.filter { !submissions[$0].rows.isEmpty }
    var random = random
    random?.shuffle(&order)
    for (turn, place) in order.enumerated() {
      var rows = Array(submissions[place].rows.enumerated())
      random?.shuffle(&rows)
      let worker = turn % workers
      // Seen in part first, as when rows lie scattered: the later, whole visit replaces it.
      if random != nil, worker + 1 < workers {
        visitors[worker].visit(lines(Array(rows.prefix(1)), of: place))
        visitors[workers - 1].visit(lines(rows, of: place))
      } else {
        visitors[worker].visit(lines(rows, of: place))
      }
    }
    return visitors
  }

  private func lines(
    _ rows: [(offset: Int, element: District.Row)], of submission: Int
  ) -> SubmissionLines {
    var texts = LineTexts()
    var digest = ContentDigest()
    var words: [UnknownWord] = []
    let lines = rows.compactMap { number, row in
      digest.add(ContentDigest("\(number) \(row)"))
      words += row.unknownWords(Int32(number + 1))
      return row.unknown[.section] == nil ? row.line(Int32(number + 1), &texts) : nil
    }
    return SubmissionLines(
      submission: submission, lines: lines, texts: texts, digest: digest, unknownWords: words,
      lineCount: submissions[submission].lineCount)
  }
}

extension District.Row: CustomStringConvertible {
  /// All that the row says, without the cost of looking at it as any value.
  var description: String {
    let texts: [String?] = [
      section.name, code, name, fund.name, kind.name, income.name, form, within, counterparty,
      amounts.initial, amounts.final, amounts.actual,
    ]
    let words = UnknownWord.Column.allCases.map { unknown[$0] }
    return (texts + words).map { $0 ?? "-" }.joined(separator: "|")
  }
}

extension SeededGenerator {
  fileprivate mutating func shuffle(_ elements: inout [some Any]) {
    elements.shuffle(using: &self)
  }
}

extension District.Row {
  /// The words that the loader finds in no list; in a row without a section it looks no further.
  fileprivate func unknownWords(_ number: Int32) -> [UnknownWord] {
    UnknownWord.Column.allCases.compactMap { column in
      guard let word = unknown[column], column == .section || unknown[.section] == nil else {
        return nil
      }
      return UnknownWord(
        lineNumber: number, column: column, section: column == .section ? nil : section,
        word: word)
    }
  }

  /// The row as the loader decodes it.
  fileprivate func line(_ number: Int32, _ texts: inout LineTexts) -> SubmittedLine {
    var line = SubmittedLine(lineNumber: number)
    (line.section, line.fund, line.kind, line.income) = (section, fund, kind, income)
    line.statesCode = code != nil
    if section == .functional || section == .economic, let code {
      let reading = CodeReading(utf8: code.utf8)
      (line.code, line.codeIsWellFormed) = (reading.code, reading.isWellFormed)
    }
    if section == .income { line.code = code.flatMap { SubjectCode($0) } ?? .all }
    if let label = code ?? name, section == .project || !line.codeIsWellFormed {
      line.label = texts.number(of: label)
    }
    if unknown[.fund] != nil { line.unknown.insert(.fund) }
    if unknown[.kind] != nil { line.unknown.insert(.kind) }
    if unknown[.income] != nil { line.unknown.insert(.income) }
    line.within = within.flatMap { SubjectCode($0) }
    if let form { line.form = texts.number(of: form) }
    if let counterparty { line.counterparty = texts.number(of: counterparty) }
    for measure in Measure.allCases {
      guard let text = amounts[measure] else { continue }
      line.amounts[measure] = PrintedNumber(text).map { StatedNumber($0) } ?? .unreadable
    }
    return line
  }
}
