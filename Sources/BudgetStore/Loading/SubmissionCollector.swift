internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Gathers the rows of a stream into submissions and shows each run of rows to a visitor.
///
/// Rows of one submission usually lie together. Where they do not, the visitor sees a part; the
/// submission is noted as scattered and has to be shown again with all its rows.
struct SubmissionCollector<Visitor: SubmissionVisitor> {
  private let places: [Int64: SubmissionIndex]
  private let decoder = LineDecoder()
  private var visitor: Visitor
  private var current: (id: Int64, index: SubmissionIndex?)?
  private var lines: [SubmittedLine] = []
  private var texts = LineTexts()
  private var unknownWords: [UnknownWord] = []
  private var digest = ContentDigest()
  /// How often each submission began, to find the scattered ones.
  private(set) var beginnings: [SubmissionIndex: Int] = [:]
  private(set) var lineCount = 0
  private var scatteredRuns = 0

  init(places: [Int64: SubmissionIndex], visitor: Visitor) {
    self.places = places
    self.visitor = visitor
  }

  /// Takes the rows of one copy in; a submission ends with the copy at the latest.
  mutating func take(_ reader: inout CopyReader) throws {
    var row = BinaryRow()
    while try reader.nextRow(&row) {
      let bytes = row.bytes
      let id = try row.int64() ?? 0
      if current?.id != id { try begin(id) }
      guard current?.index != nil else { continue }
      if let line = try decoder.decode(&row, texts: &texts, unknown: &unknownWords) {
        lines.append(line)
      }
      digest.add(ContentDigest(bytes: bytes))
      lineCount += 1
    }
    finish()
  }

  /// The visitor with everything it has seen.
  consuming func result() -> Visitor { visitor }

  private mutating func begin(_ id: Int64) throws {
    finish()
    if scatteredRuns > 1000, scatteredRuns * 10 > beginnings.count { throw RowsAreShuffled() }
    current = (id, places[id])
    lines.reserveCapacity(64)
  }

  private mutating func finish() {
    defer { current = nil }
    guard let index = current?.index, !lines.isEmpty || !unknownWords.isEmpty else { return }
    beginnings[index, default: 0] += 1
    if beginnings[index, default: 0] > 1 { scatteredRuns += 1 }
    visitor.visit(
      SubmissionLines(
        submission: index, lines: lines, texts: texts, digest: digest, unknownWords: unknownWords))
    lines = []
    unknownWords = []
    texts.removeAll()
    digest = ContentDigest()
  }
}

/// More than a tenth of the submissions come back after they ended: the rows are in no order.
struct RowsAreShuffled: Error {}
