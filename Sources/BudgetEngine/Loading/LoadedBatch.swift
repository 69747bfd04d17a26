public import BudgetDomain

/// What a run is asked to do.
public struct RunScope: Sendable {
  /// The years to read; nil for every year that has a submission.
  public var years: Set<FiscalYear>?
  /// Whether to publish even when nothing changed.
  public var isFull: Bool
  /// Whether somebody has asked for the result, who is not told that it stands without a look at
  /// the lines.
  public var isRequested: Bool
  /// How many Dispatch workers, each with its own connection; at least one.
  public var workers: Int

  /// Asks for some years or all.
  public init(
    years: Set<FiscalYear>? = nil, isFull: Bool = false, isRequested: Bool = false, workers: Int
  ) {
    self.years = years
    self.isFull = isFull
    self.isRequested = isRequested
    self.workers = max(1, workers)
  }

  /// Whether a year is read for its own sake.
  public func reads(_ year: FiscalYear) -> Bool { years?.contains(year) ?? true }

  /// Whether what is known of earlier runs may stand in place of the lines.
  public var trustsMarks: Bool { years == nil && !isFull && !isRequested }
}

/// Everything a run reads, under one snapshot: the small tables in memory, the lines as a stream
/// that validation pulls.
public struct LoadedBatch: Sendable {
  /// What was asked for.
  public let scope: RunScope
  /// What the bureau keeps.
  public let reference: ReferenceData
  /// The years to consolidate, ascending.
  public let years: [FiscalYear]
  /// Years that are read only because the years beside them are compared with them.
  public let compared: Set<FiscalYear>
  /// The heads of all submissions of all those years, ascending by submission id.
  public let headers: [SubmissionHeader]
  /// The submissions of those years whose heads cannot be read, ascending by id; they do not count.
  public let unreadable: [UnreadableSubmission]
  /// The stated figures of those submissions.
  public let figures: FigureTable
  /// What the units explain in them.
  public let explanations: ExplanationTable
  /// The lines of those submissions.
  public let lines: any LineReader
  /// What earlier runs made of them; nil where nothing of that is to be trusted.
  public let leaves: (any LeafArchive)?
  /// The fingerprint of everything but the lines.
  public let digest: ContentDigest
  /// What tells the input from any other without its lines; nil where the source cannot tell.
  public let state: InputState?
  /// Neighbouring years that are not read but whose published figures this run needs.
  public let recorded: [FiscalYear: RecordedYear]
  /// Every published year that is not read, with the codes that hold money in it.
  public let booked: [FiscalYear: Set<BookedCode>]
  /// The years whose published figures stand; they are recorded. Of their submissions only those
  /// count here that count in those figures and are as they were.
  public let closed: ClosedYears
  /// Reads a recorded year with all its cells, of which it may be recorded without.
  private let reread: @Sendable (FiscalYear) throws -> RecordedYear?

  /// Puts a batch together.
  public init(
    scope: RunScope, reference: ReferenceData, years: [FiscalYear], headers: [SubmissionHeader],
    figures: FigureTable, lines: any LineReader, digest: ContentDigest,
    state: InputState? = nil,
    recorded: [FiscalYear: RecordedYear] = [:], booked: [FiscalYear: Set<BookedCode>] = [:],
    compared: Set<FiscalYear> = [], leaves: (any LeafArchive)? = nil,
    unreadable: [UnreadableSubmission] = [], explanations: ExplanationTable = ExplanationTable(),
    closed: ClosedYears = ClosedYears(),
    reread: @escaping @Sendable (FiscalYear) throws -> RecordedYear? = { _ in nil }
  ) {
    self.closed = closed
    self.reread = reread
    self.scope = scope
    self.reference = reference
    self.years = years
    self.headers = headers
    self.unreadable = unreadable
    self.figures = figures
    self.explanations = explanations
    self.lines = lines
    self.digest = digest
    self.state = state
    self.recorded = recorded
    self.booked = booked
    self.compared = compared
    self.leaves = leaves
  }
}

extension LoadedBatch {
  /// Whether the published figures of a year stand.
  public func isClosed(_ year: FiscalYear) -> Bool { closed.years.contains(year) }

  /// A recorded year with all its cells; those of a closed year that stands beside no open one are
  /// read only here, where somebody asks for them, since most nights nobody does.
  func recordedWhole(_ year: FiscalYear) throws -> RecordedYear? {
    guard let recorded = recorded[year], recorded.shownCodes != nil else { return recorded[year] }
    return try reread(year)
  }

  /// The years to consolidate that are not closed, ascending.
  var openYears: [FiscalYear] { years.filter { !isClosed($0) } }

  /// Recorded years right after one that was asked for, ascending: what compares them with it is
  /// made anew, unless they are closed.
  var repeated: [FiscalYear] {
    recorded.keys.filter { year in
      !isClosed(year) && (scope.years?.contains(year.previous) ?? false)
    }.sorted()
  }

  /// Closed years whose restated figures, and what was handed in later, this run looks at,
  /// ascending: all of them, or those right after one that was asked for.
  var standing: [FiscalYear] {
    recorded.keys.filter { year in
      isClosed(year) && (scope.years?.contains(year.previous) ?? true)
    }.sorted()
  }

  /// The unit tree of each year that is read for its own sake.
  ///
  /// - Throws: `DomainError.cyclicUnitTree`, but not of a closed year, which is not published by
  ///   its tree.
  func trees() throws(DomainError) -> [FiscalYear: UnitTree] {
    var trees: [FiscalYear: UnitTree] = [:]
    for year in years {
      trees[year] =
        isClosed(year)
        ? try? UnitTree(year: year, units: reference.units)
        : try UnitTree(year: year, units: reference.units)
    }
    return trees
  }

  /// The years whose anomalies beside the year before this run makes anew, ascending.
  var comparingYears: [FiscalYear] { (openYears + repeated).sorted() }
}

/// The stated figures of all submissions, by submission.
public struct FigureTable: Sendable {
  private let names: [FigureName]
  private let numbers: [FigureName: Int32]
  private let starts: [Int32]
  private let entries: [Entry]

  private struct Entry {
    let submission: Int32
    let name: Int32
    let value: PrintedNumber
  }

  /// Collects figures in any order.
  public init(
    submissionCount: Int, _ figures: [(submission: SubmissionIndex, figure: StatedFigure)]
  ) {
    let names = Set(figures.map(\.figure.name)).sorted { $0.text < $1.text }
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    let entries = figures.map {
      Entry(
        submission: Int32($0.submission), name: numbers[$0.figure.name] ?? 0,
        value: $0.figure.value)
    }.sorted { ($0.submission, $0.name) < ($1.submission, $1.name) }
    var starts = [Int32](repeating: 0, count: submissionCount + 1)
    for entry in entries { starts[Int(entry.submission) + 1] += 1 }
    for index in 0..<submissionCount { starts[index + 1] += starts[index] }
    self.names = names
    self.numbers = numbers
    self.entries = entries
    self.starts = starts
  }

  /// One figure of a submission; nil where it is not stated.
  func number(_ name: FigureName, of submission: SubmissionIndex) -> PrintedNumber? {
    key(of: name).flatMap { number($0, of: submission) }
  }

  /// The names of all figures that anybody states.
  var stated: Set<FigureName> { Set(names) }

  /// What stands for a figure's name where it is asked for often; nil where nobody states it.
  func key(of name: FigureName) -> Int32? { numbers[name] }

  /// The figure of a key in one submission; nil where it is not stated.
  func number(_ key: Int32, of submission: SubmissionIndex) -> PrintedNumber? {
    entries[Int(starts[submission])..<Int(starts[submission + 1])]
      .first { $0.name == key }?.value
  }

  /// The figures of one submission, by name.
  public subscript(submission: SubmissionIndex) -> [StatedFigure] {
    entries[Int(starts[submission])..<Int(starts[submission + 1])].map {
      StatedFigure(name: names[Int($0.name)], value: $0.value)
    }
  }
}

/// Sees the submissions that one worker reads.
public protocol SubmissionVisitor: Sendable {
  /// Takes one submission in.
  ///
  /// A submission whose rows turn out to lie scattered is visited again with all of them; the
  /// later visit replaces the earlier one.
  mutating func visit(_ submission: SubmissionLines)
}

/// A stream of submitted lines, read by several workers at once.
public protocol LineReader: Sendable {
  /// Shows every submission in the batch that has lines to one of the visitors.
  ///
  /// - Parameter makeVisitor: Makes the visitor of one worker.
  /// - Returns: The visitors; those whose visits replace earlier ones come later.
  func read<Visitor: SubmissionVisitor>(_ makeVisitor: @Sendable () -> Visitor) throws -> [Visitor]

  /// Shows some of the submissions, as far as they have lines, once more: within the same snapshot,
  /// so each is what it was.
  func read<Visitor: SubmissionVisitor>(
    only submissions: [SubmissionIndex], _ makeVisitor: @Sendable () -> Visitor
  ) throws -> [Visitor]
}
