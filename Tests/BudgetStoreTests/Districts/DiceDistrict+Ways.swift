extension DiceDistrict {
  /// Files the district with codes and units that change and money that units pay each other.
  static func fileWithWays() async throws {
    try await file()
    try await execute(ways)
  }

  private static let ways = """
    INSERT INTO reference.crosswalk
    VALUES
      ('general', '2010101', '2010103', 2022, 1, 3, 'split'),
      ('general', '2010101', '2050101', 2022, 2, 3, 'split'),
      ('general', '20502', '20702', 2021, 1, 1, 'move');
    INSERT INTO reference.unit_succession
    VALUES ('U1', 'U2', 2022, 'transfer', 1, 7), ('U3', 'U4', 2023, 'transfer', 1, 2);
    INSERT INTO reference.rule_setting
    VALUES ('elimination', 'one_sided', 2000, NULL, 1);
    UPDATE intake.line
    SET counterparty_code = 'U' || 1 + (submission_id * 7 + line_no) % 30
    WHERE section = 'functional'
      AND (submission_id + line_no) % 4 = 0;
    INSERT INTO reference.internal_transfer
    SELECT year, 'U' || payer, 'U' || 1 + (payer * 11 + year) % 30, '201', 'general', measure,
      12345678
    FROM generate_series(2020, 2023) AS year
    CROSS JOIN generate_series(1, 30, 3) AS payer
    CROSS JOIN (VALUES ('actual'), ('initial_budget')) AS measure (measure)
    WHERE payer <> 1 + (payer * 11 + year) % 30;
    """
}
