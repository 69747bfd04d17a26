import PostgresClient

/// What holds at every instant, whatever has become of a night.
extension Connection {
  /// What readers see now: the digest of the publication, and all they can look at beside what
  /// tells one publication from another.
  borrowing func shown() throws -> ShakenDistrict.State {
    let views = [
      "subject_year", "economic_year", "income_year", "figure_year", "coverage", "anomaly",
      "unit_indicator", "comparable_subject_year",
    ].map { view in
      """
      SELECT '\(view) ' || (
        to_jsonb(seen)
          - ARRAY['publication_id', 'published_at', 'status', 'first_published_at', 'anomaly_id']
      )::text AS text
      FROM summary.\(view) AS seen
      """
    }
    let row = try run(
      Statement(
        name: "shown",
        sql: """
          SELECT
            (SELECT digest FROM summary.publication) AS digest,
            (
              SELECT md5(string_agg(text, ' ' ORDER BY text COLLATE "C"))
              FROM (\(views.joined(separator: "\nUNION ALL\n"))) AS everything
            ) AS seen
          """, shape: .oneRow))[0]
    return ShakenDistrict.State(digest: try row.text("digest"), seen: try row.text("seen"))
  }

  /// The fingerprint of what the units have filed.
  borrowing func books() throws -> String {
    try text(
      """
      SELECT md5(string_agg(line::text, ' ' ORDER BY submission_id, line_no))
        || md5((SELECT string_agg(submission::text, ' ' ORDER BY submission_id)
          FROM intake.submission))
      FROM intake.line
      """)
  }

  /// The invariants that do not hold now.
  borrowing func brokenInvariants() throws -> [String] {
    try sentences(invariants)
  }

  /// What dead runs have left, which nothing may be after the next run.
  borrowing func leftovers() throws -> [String] {
    try sentences(
      """
      (
        'no run looks active',
        NOT EXISTS (SELECT FROM control.run WHERE state IN ('running', 'staged'))
      ),
      (
        'every table belongs to a publication',
        NOT EXISTS (
          SELECT
          FROM pg_namespace
          WHERE nspname ~ '^volume_[0-9]+$'
            AND nspname NOT IN (
              SELECT 'volume_' || volume_id FROM control.publication_year
            )
        )
      ),
      (
        'every note on earlier years is of a run that published',
        NOT EXISTS (
          SELECT
          FROM control.past_change
          WHERE run_id NOT IN (SELECT run_id FROM control.publication)
        )
      )
      """)
  }

  /// The sentences that are not true.
  private borrowing func sentences(_ values: String) throws -> [String] {
    try run(
      Statement(
        name: "sentences",
        sql: """
          SELECT sentence
          FROM (VALUES \(values)) AS invariant (sentence, holds)
          WHERE holds IS NOT TRUE
          """, shape: .rows)
    ).map { "not so: " + (try $0.text("sentence")) }
  }
}

/// Each with the query that tells whether it holds.
private let invariants = """
  (
    'one publication is shown, with a volume for each of its years and as many rows as it says',
    (
      SELECT count(*) = 1 AND bool_and(
        (SELECT count(*) FROM summary.coverage) = stored.coverage_count
        AND (SELECT count(*) FROM summary.anomaly) = stored.anomaly_count
        AND stored.fiscal_years = ARRAY(
          SELECT fiscal_year
          FROM control.publication_year
          WHERE publication_id = stored.publication_id
          ORDER BY 1
        ))
      FROM control.current_publication
      JOIN control.publication AS stored USING (publication_id)
    )
  ),
  (
    'the pointer was moved with the token of the run that published',
    (
      SELECT pointer.fence_token = run.fence_token
      FROM control.current_publication AS pointer
      JOIN control.publication USING (publication_id)
      JOIN control.run USING (run_id)
    )
  ),
  (
    'no token is newer than the last one given',
    (
      SELECT max(greatest(run.fence_token, pointer.fence_token)) <= min(token)
      FROM control.run, control.current_publication AS pointer, control.run_fence
    )
  ),
  (
    'a run has published when and only when there is its publication',
    NOT EXISTS (
      SELECT
      FROM control.run
      LEFT JOIN control.publication USING (run_id)
      WHERE (run.state IN ('published', 'superseded')) <> (publication_id IS NOT NULL)
    )
  ),
  (
    'every publication has its one audit row',
    NOT EXISTS (
      SELECT
      FROM control.publication
      WHERE (
        SELECT count(*)
        FROM control.audit
        WHERE action = 'publish'
          AND detail @> jsonb_build_object(
            'publication_id', publication_id, 'run_id', publication.run_id)
      ) <> 1
    )
  )
  """
