import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

/// A district that is edited at random for thirty publications: each of them is shown later as it
/// was, to the last value, and its digest is that of what is shown.
///
/// The fingerprints are taken in SQL, over the text of all rows: they share nothing with the digest
/// of the engine, which they are compared with.
@Suite(.database, .serialized)
struct AsOfTests {
  private static let sample = SampleOptions(unitCount: 4, years: 2022...2023)
  private static let publicationCount = 30
  /// Which publications `gc` leaves besides the current one.
  private static let keptCount = 12

  /// A publication as readers saw it while it was the current one.
  private struct Seen {
    let id: Int64
    /// The digest that the engine took.
    let digest: String
    /// By view: everything that it showed.
    let shown: [String?]
    /// By view: the same without what differs from publication to publication.
    let values: [String?]
  }

  private static let views = [
    "subject_year", "anomaly", "coverage", "economic_year", "income_year", "project_year",
    "figure_year", "unit_type_year", "unit_indicator", "elimination", "comparable_subject_year",
    "perimeter_change",
  ]

  private static let functions = """
    CREATE FUNCTION public.shown(query text) RETURNS text
    LANGUAGE plpgsql
    SET jit = off
    AS $$
    DECLARE
      fingerprint text;
    BEGIN
      EXECUTE format(
        'SELECT md5(string_agg(shown::text, chr(10) ORDER BY shown::text COLLATE "C")) '
        'FROM (%s) AS shown', query) INTO fingerprint;
      RETURN fingerprint;
    END
    $$;
    CREATE FUNCTION public.shown_values(query text) RETURNS text
    LANGUAGE sql
    RETURN public.shown(format(
      'SELECT to_jsonb(own) - ARRAY[''publication_id'', ''published_at'', ''anomaly_id'', '
      '''submission_id'', ''status'', ''first_published_at''] FROM (%s) AS own', query));

    """

  private func fingerprints(_ function: String = "shown", of query: String) async throws
    -> [String?]
  {
    try await column(
      """
      SELECT public.\(function)(\(query))
      FROM unnest($1::text[]) WITH ORDINALITY AS view (name, place)
      ORDER BY place
      """, [.textArray(Self.views)])
  }

  private func shown() async throws -> [String?] {
    try await fingerprints(of: "'TABLE summary.' || view.name")
  }

  private func shown(asOf id: Int64) async throws -> [String?] {
    try await fingerprints(
      of: "store.definition_as_of(('summary.' || view.name)::regclass, \(id))")
  }

  /// What the two published functions show.
  private func shownByFunctions(asOf id: Int64) async throws -> [String?] {
    try await column(
      """
      SELECT public.shown(format('SELECT * FROM summary.%I(%s)', name || '_as_of', \(id)))
      FROM (VALUES (1, 'subject_year'), (2, 'anomaly')) AS view (place, name)
      ORDER BY place
      """)
  }

  /// Publishes, lets somebody answer, and notes what is seen then.
  private func publish(_ request: RunRequest) async throws -> Seen? {
    let receipt = try await runNight(request)
    guard case .published(let id) = receipt.outcome else { return nil }
    try await execute(
      """
      SELECT control.answer_anomaly(
        anomaly_id, 'accept', 'checked by hand', NULL,
        CASE WHEN stated IS NOT NULL THEN stated - 1 END,
        CASE WHEN stated IS NOT NULL THEN stated + 1 END
      )
      FROM (
        SELECT *
        FROM summary.anomaly
        WHERE status IN ('new', 'open')
        ORDER BY hashint8extended(anomaly_id, \(id))
        LIMIT 2
      ) AS chosen
      """)
    return Seen(
      id: id, digest: receipt.digest, shown: try await shown(),
      values: try await values())
  }

  private func values() async throws -> [String?] {
    try await fingerprints("shown_values", of: "'TABLE summary.' || view.name")
  }

  /// Thirty publications, some of them of the input of the one before.
  private func publications() async throws -> [Seen] {
    try await fileSample(Self.sample)
    try await execute(Self.functions)
    var seen: [Seen] = []
    var generator = SeededGenerator(seed: 30)
    var turn = 0
    while seen.count < Self.publicationCount, turn < 4 * Self.publicationCount {
      let isRepeated = seen.count % 7 == 6
      if !seen.isEmpty, !isRepeated {
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          turn += 1
          let kind = Int.random(in: 0..<NightEdits.count, using: &generator)
          try await execute(NightEdits.edit(turn * NightEdits.count + kind))
        }
      }
      let next = try await publish(nightRequest(isFull: seen.isEmpty || isRepeated))
      if let next { seen.append(next) }
    }
    return seen
  }

  /// Each is shown as it was, by every view, and by the two published functions.
  private func expectShown(_ seen: [Seen], _ moment: Comment) async throws {
    for publication in seen {
      let asOf = try await shown(asOf: publication.id)
      let differing = zip(Self.views, zip(asOf, publication.shown)).filter { $1.0 != $1.1 }
      #expect(differing.isEmpty, "\(moment): \(publication.id) \(differing.map(\.0))")
      let functions = try await shownByFunctions(asOf: publication.id)
      #expect(functions == Array(publication.shown[..<2]), moment)
    }
  }

  @Test func eachOfThirtyPublicationsIsShownAsItWas() async throws {
    let seen = try await publications()
    #expect(seen.count == Self.publicationCount)
    try await expectShown(seen, "all kept")
    let last = try #require(seen.last)
    #expect(try await shown() == last.shown)
    // Each is recorded with its digest, and those with the same digest show the same. Others may,
    // too: a digest covers the names of all subjects, a view those that somebody has booked on.
    let recorded = try await rows(
      "publication_id, digest", from: "summary.kept_publication",
      where: "publication_id >= \(seen[0].id)")
    #expect(Set(recorded) == Set(seen.map { "\($0.id) \($0.digest)" }))
    for (place, one) in seen.enumerated() {
      for other in seen[..<place] where one.digest == other.digest {
        #expect(one.values == other.values, "\(one.id) \(other.id)")
      }
    }
    #expect(Set(seen.map(\.digest)).count < seen.count - 2)
    #expect(Set(seen.map(\.values)).count > seen.count / 2)
    try await expectTheRestWhole(seen)
  }

  /// What `gc` takes away is refused, and what it leaves is whole, the current one in its midst.
  private func expectTheRestWhole(_ seen: [Seen]) async throws {
    let archive = PublicationArchive(
      ConnectionSettings(conninfo: TestDatabase.current.conninfo))
    let current = seen[seen.count / 3]
    let gone = try await onOwnThread {
      try archive.rollBack(to: current.id, reason: "taken back")
      return try archive.collect(by: .init(count: Self.keptCount, days: 0))
    }
    let kept = seen.filter { !gone.contains($0.id) }
    #expect(kept.map(\.id) == [current.id] + seen.suffix(Self.keptCount).map(\.id))
    try await expectShown(Array(kept.dropFirst()), "after gc")
    // What is shown again is answered as people have answered since.
    let again = try await shown()
    #expect(try await shown(asOf: current.id) == again)
    #expect(try await values() == current.values)
    await #expect(throws: PostgresError.self) {
      try await execute("SELECT * FROM summary.anomaly_as_of(\(seen[0].id))")
    }
  }
}
