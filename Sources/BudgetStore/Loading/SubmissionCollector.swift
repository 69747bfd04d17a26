internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Gathers the rows of a stream into submissions and shows each of them to a visitor.
///
/// Rows of one submission usually lie together, or nearly so: a row that found room on a page
/// further on comes a few submissions late, so the last ones that began stay open for it. Where
/// rows lie further apart, the visitor sees a part; the submission is noted as scattered and has to
/// be shown again with all its rows.
struct SubmissionCollector<Visitor: SubmissionVisitor> {
  /// How many submissions stay open: rows are seldom displaced by more than thirty.
  private static var openCount: Int { 32 }

  private let places: [Int64: SubmissionIndex]
  private let decoder = LineDecoder()
  private var visitor: Visitor
  /// The open submissions, each in the place of one that had begun `openCount` before it.
  private var open: [GatheredSubmission] = []
  /// The ids of the open submissions; of a place that is free, nil.
  private var openIDs: [Int64?] = []
  /// Where the submission of the row before is open; nil before the first row.
  private var current: Int?
  /// Where the submission that began last is open.
  private var youngest = 0
  /// By submission: how often it began, to find the scattered ones.
  private(set) var beginnings: [Int32]
  /// Submissions at an end of what one copy read, whose other rows another copy may have: they are
  /// not shown at all, for half a submission looks wrong, and what is wrong is costly to explain.
  private(set) var cutOff: Set<SubmissionIndex> = []
  /// How many submissions were seen, scattered ones more than once.
  private(set) var runCount = 0
  private(set) var lineCount = 0
  private var scatteredRuns = 0
  /// Hears how many more submissions and lines have been seen, now and then.
  private let tell: (_ submissions: Int, _ lines: Int) -> Void
  private var told = (runs: 0, lines: 0)
  /// How many submissions pass between two tellings: a bar moves, and it costs nothing.
  private static var tellingStride: Int { 32 }

  init(
    places: [Int64: SubmissionIndex], submissionCount: Int, visitor: Visitor,
    telling tell: @escaping (_ submissions: Int, _ lines: Int) -> Void = { _, _ in }
  ) {
    self.tell = tell
    self.places = places
    beginnings = [Int32](repeating: 0, count: submissionCount)
    self.visitor = visitor
  }

  /// Takes the rows of one copy in; a submission ends with the copy at the latest.
  ///
  /// - Parameter mayCutOff: Whether the copy may begin or end within a submission.
  mutating func take(_ reader: inout CopyReader, mayCutOff: Bool) throws {
    var row = BinaryRow()
    while try reader.nextRow(&row) {
      let id = try row.int64() ?? 0
      let place =
        if let current, openIDs[current] == id { current } else { try place(of: id, mayCutOff) }
      current = place
      guard open[place].index != nil else { continue }
      try open[place].take(&row, decoder)
      lineCount += 1
    }
    if let current, mayCutOff {
      open[current].isCutOff = true
      open[youngest].isCutOff = true
    }
    finishAll()
    tellOn()
  }

  private mutating func tellOn() {
    tell(runCount - told.runs, lineCount - told.lines)
    told = (runCount, lineCount)
  }

  /// The visitor with everything it has seen.
  consuming func result() -> Visitor { visitor }

  /// Where a submission is open; one that is not begins.
  private mutating func place(of id: Int64, _ mayCutOff: Bool) throws -> Int {
    if let place = openIDs.firstIndex(of: id) { return place }
    if scatteredRuns > 1000, scatteredRuns * 10 > runCount - scatteredRuns {
      throw RowsAreShuffled()
    }
    let isFirst = current == nil
    if open.count < Self.openCount {
      youngest = open.count
      open.append(GatheredSubmission())
      openIDs.append(nil)
    } else {
      youngest = (youngest + 1) % Self.openCount
      finish(youngest)
    }
    open[youngest].index = places[id]
    open[youngest].isCutOff = isFirst && mayCutOff
    openIDs[youngest] = id
    return youngest
  }

  /// Shows the open submissions, in the order in which they began.
  private mutating func finishAll() {
    for step in open.indices { finish((youngest + 1 + step) % open.count) }
    current = nil
  }

  private mutating func finish(_ place: Int) {
    openIDs[place] = nil
    defer { open[place].removeAll() }
    guard let index = open[place].index, !open[place].isEmpty else { return }
    runCount += 1
    beginnings[index] += 1
    if beginnings[index] > 1 { scatteredRuns += 1 }
    if open[place].isCutOff {
      cutOff.insert(index)
    } else {
      visitor.visit(open[place].lines(of: index))
    }
    if runCount - told.runs >= Self.tellingStride { tellOn() }
  }
}

/// The rows of one submission that have come so far.
private struct GatheredSubmission {
  /// The length of a bigint and its eight bytes.
  private static let idByteCount = 12

  /// Whose rows; nil where they are not asked for.
  var index: SubmissionIndex?
  /// Whether they may be a part of the submission.
  var isCutOff = false
  private var lines: [SubmittedLine] = []
  private var texts = LineTexts()
  private var unknownWords: [UnknownWord] = []
  private var digest = ContentDigest()
  /// The rows, also those that are too many to be held.
  private var rowCount = 0

  var isEmpty: Bool { !isTooLong && lines.isEmpty && unknownWords.isEmpty }

  private var isTooLong: Bool { rowCount > SubmittedLine.mostOfSubmission }

  /// Takes a row whose submission has been read already.
  mutating func take(_ row: inout BinaryRow, _ decoder: LineDecoder) throws {
    // Without the submission's own number, so that equal rows look alike wherever they stand.
    let bytes = UnsafeRawBufferPointer(rebasing: row.bytes.dropFirst(Self.idByteCount))
    rowCount += 1
    if isTooLong {
      lines = []
    } else if let line = try decoder.decode(&row, texts: &texts, unknown: &unknownWords) {
      if lines.isEmpty { lines.reserveCapacity(64) }
      lines.append(line)
    }
    digest.add(ContentDigest(bytes: bytes))
  }

  func lines(of index: SubmissionIndex) -> SubmissionLines {
    SubmissionLines(
      submission: index, lines: lines, texts: texts, digest: digest, unknownWords: unknownWords,
      lineCount: isTooLong ? rowCount : nil)
  }

  mutating func removeAll() {
    index = nil
    isCutOff = false
    lines.removeAll(keepingCapacity: true)
    texts.removeAll()
    unknownWords = []
    digest = ContentDigest()
    rowCount = 0
  }
}

/// More than a tenth of the submissions come back after they ended: the rows are in no order.
struct RowsAreShuffled: Error {}
