internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// What a run knows of closed years before it reads: the volumes that stand for them, and how their
/// submissions are beside those that they were published from.
struct ClosedBooks {
  private struct Filing {
    let id: Int64
    let year: FiscalYear
    let unit: String
    let kind: SubmissionKind?
    let isCounted: Bool
    let state: String
    /// Whether it is what it was, status and time of submission too.
    let isUntouched: Bool
    let content: String?

    init(_ row: Row) throws {
      id = try row.int("submission_id")
      year = FiscalYear(Int(try row.int("fiscal_year")))
      unit = BoundedText.text(try row.text("unit_code"))
      kind = SubmissionKind(name: try row.text("kind"))
      isCounted = try row.bool("is_counted")
      state = try row.text("state")
      isUntouched = try row.bool("is_untouched")
      content = try row.optionalText("content")
    }

    /// Whether it has the contents that it was published with, in force or not.
    var isSame: Bool { ["same", "withdrawn", "accepted"].contains(state) }
  }

  /// The years that are closed.
  let closings: [ClosedVolume]
  private let rows: [Filing]
  /// The submissions that closed years were published from and that are as they were.
  private let same: Set<Int64>

  /// Asks under the snapshot of `connection`.
  ///
  /// - Parameter trustsMarks: Whether equal versions are trusted to tell of equal contents.
  init(on connection: borrowing Connection, trustsMarks: Bool) throws {
    closings = try ClosedVolume.list(on: connection)
    // Where no year is closed nobody looks at all submissions for it.
    rows =
      closings.isEmpty
      ? []
      : try connection.run(.listClosedSubmissions, [.bool(trustsMarks)]).map { try Filing($0) }
    same = Set(rows.lazy.filter { $0.isCounted && $0.isSame }.map(\.id))
  }

  /// The units whose submissions closed years were published from, or would be now.
  var units: Set<String> { Set(rows.lazy.map(\.unit)) }

  /// The fingerprint of what is closed, and of what has changed since; what was only stored once
  /// more is as it was.
  var digest: ContentDigest {
    var digest = ContentDigest()
    for closing in closings {
      digest.append(closing.closingID)
      digest.append(Int64(closing.year.number))
    }
    for row in rows where row.state != "same" {
      digest.append(row.id)
      digest.append(ContentDigest("\(row.year) \(row.state) \(row.content ?? "")"))
    }
    return digest
  }

  /// The years that a run publishes as they are recorded: all of them, but for those that
  /// `program` can prove, because nothing that they were made from has changed.
  func standing(_ program: String?, _ reference: ContentDigest) -> Set<FiscalYear> {
    Set(
      closings.lazy.filter { closing in
        closing.programDigest != program || closing.referenceDigest != reference.description
          || closing.volume.inputDigest == nil || !closing.isCurrent
          || rows.contains { $0.year == closing.year && !$0.isUntouched }
      }.map(\.year))
  }

  /// A head as a run takes it: of a year that stands only what its figures were made from counts,
  /// whatever has become of it since.
  func head(_ header: SubmissionHeader, _ standing: Set<FiscalYear>) -> SubmissionHeader {
    guard standing.contains(header.year) else { return header }
    if same.contains(header.id) { return header.status.counts ? header : header.with(.accepted) }
    return header.status.counts ? header.with(.draft) : header
  }

  /// What the engine is told.
  ///
  /// - Parameter present: What is handed in now; nil for a run that does not look.
  func years(
    _ standing: Set<FiscalYear>, _ units: UnitDirectory, present: [SubmissionHeader]?,
    _ lines: PostgresLines
  ) -> ClosedYears {
    let uncounted = rows.lazy.filter { !$0.isCounted && $0.isUntouched }.map(\.id)
    return ClosedYears(
      closings: Dictionary(uniqueKeysWithValues: closings.map { ($0.year, $0.closingID) }),
      years: standing,
      published: rows.compactMap { row in
        guard row.isCounted, standing.contains(row.year), let kind = row.kind,
          let unit = units.index(of: row.unit)
        else { return nil }
        return ClosedYears.Published(
          id: row.id, unit: unit, year: row.year, kind: kind, isSame: row.isSame,
          isUntouched: row.isUntouched, isThere: row.state != "deleted")
      },
      present: present.map {
        ClosedYears.Present(headers: $0, lines: lines.only(of: $0), uncounted: Set(uncounted))
      })
  }
}
