internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Gathers the rows of a stream into submissions and shows each run of rows to a visitor.
///
/// Rows of one submission usually lie together. Where they do not, the visitor sees a part; the
/// submission is noted as scattered and has to be shown again with all its rows.
struct SubmissionCollector<Visitor: SubmissionVisitor> {
  /// The length of a bigint and its eight bytes.
  private static var idByteCount: Int { 12 }

  private let places: [Int64: SubmissionIndex]
  private let decoder = LineDecoder()
  private var visitor: Visitor
  private var current: (id: Int64, index: SubmissionIndex?)?
  private var lines: [SubmittedLine] = []
  private var texts = LineTexts()
  private var unknownWords: [UnknownWord] = []
  /// The rows of the submission, also those that are too many to be held.
  private var rowCount = 0
  private var digest = ContentDigest()
  /// By submission: how often it began, to find the scattered ones.
  private(set) var beginnings: [Int32]
  /// Submissions at an end of what one copy read, whose other rows another copy may have: they are
  /// not shown at all, for half a submission looks wrong, and what is wrong is costly to explain.
  private(set) var cutOff: Set<SubmissionIndex> = []
  /// How many runs of rows were seen.
  private(set) var runCount = 0
  private(set) var lineCount = 0
  private var scatteredRuns = 0
  /// Whether the open run of rows may be a part of a submission.
  private var isCutOff = false

  init(places: [Int64: SubmissionIndex], submissionCount: Int, visitor: Visitor) {
    self.places = places
    beginnings = [Int32](repeating: 0, count: submissionCount)
    self.visitor = visitor
  }

  /// Takes the rows of one copy in; a submission ends with the copy at the latest.
  ///
  /// - Parameter mayCutOff: Whether the copy may begin or end within a submission.
  mutating func take(_ reader: inout CopyReader, mayCutOff: Bool) throws {
    var row = BinaryRow()
    isCutOff = mayCutOff
    while try reader.nextRow(&row) {
      // Without the submission's own number, so that equal rows look alike wherever they stand.
      let bytes = UnsafeRawBufferPointer(rebasing: row.bytes.dropFirst(Self.idByteCount))
      let id = try row.int64() ?? 0
      if current?.id != id { try begin(id) }
      guard current?.index != nil else { continue }
      rowCount += 1
      if rowCount > SubmittedLine.mostOfSubmission {
        lines = []
      } else if let line = try decoder.decode(&row, texts: &texts, unknown: &unknownWords) {
        lines.append(line)
      }
      digest.add(ContentDigest(bytes: bytes))
      lineCount += 1
    }
    isCutOff = mayCutOff
    finish()
  }

  /// The visitor with everything it has seen.
  consuming func result() -> Visitor { visitor }

  private mutating func begin(_ id: Int64) throws {
    finish()
    if scatteredRuns > 1000, scatteredRuns * 10 > runCount - scatteredRuns {
      throw RowsAreShuffled()
    }
    current = (id, places[id])
    lines.reserveCapacity(64)
  }

  private mutating func finish() {
    guard let ended = current else { return }
    defer { (current, isCutOff) = (nil, false) }
    let isTooLong = rowCount > SubmittedLine.mostOfSubmission
    guard let index = ended.index, isTooLong || !lines.isEmpty || !unknownWords.isEmpty else {
      return
    }
    runCount += 1
    beginnings[index] += 1
    if beginnings[index] > 1 { scatteredRuns += 1 }
    if isCutOff {
      cutOff.insert(index)
    } else {
      visitor.visit(
        SubmissionLines(
          submission: index, lines: lines, texts: texts, digest: digest,
          unknownWords: unknownWords, lineCount: isTooLong ? rowCount : nil))
    }
    lines = []
    rowCount = 0
    unknownWords = []
    texts.removeAll()
    digest = ContentDigest()
  }
}

/// More than a tenth of the submissions come back after they ended: the rows are in no order.
struct RowsAreShuffled: Error {}
