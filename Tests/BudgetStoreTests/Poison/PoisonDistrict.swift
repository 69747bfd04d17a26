/// Units X1 to X30 that file beside a healthy district, each with something wrong of its own, and
/// wrong rows in the bureau's lists.
enum PoisonDistrict {
  /// What must be found, as rule and unit; lists are nobody's.
  static let findings: Set<String> = [
    "C010 X1", "C010 X2", "C010 X3", "C010 X4", "C020 X5", "C030 X6", "U010 X30", "A010 X7",
    "A010 X8", "A040 X9", "A010 X11", "A030 X12", "C010 X13", "T030 X14", "U080 X16", "U030 X17",
    "U050 X19", "C010 X20", "C040 X22", "U060 X23", "A020 X24", "R010 ", "R020 ", "X010 ",
  ]

  /// The rows that tables take.
  static let rows = units + submissions + lines + duplicates + giants + lists

  private static let units = """
    INSERT INTO reference.unit (unit_code, valid_from, name, parent_code)
    SELECT 'X' || number, 2000, 'X' || number, CASE number WHEN 19 THEN 'X0' END
    FROM generate_series(1, 29) AS number
    WHERE number <> 13;
    INSERT INTO reference.unit (unit_code, valid_from, name)
    VALUES (E'X13\\u202E', 2000, E'\\u001B[31m红\\u202Eabc\\u0007\\n=1+1');
    UPDATE reference.unit
    SET name = repeat('名', 100000)
    WHERE unit_code = 'X20';

    """

  private static let submissions = """
    INSERT INTO intake.submission (
      submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
    )
    SELECT
      900000 + number,
      CASE number WHEN 13 THEN E'X13\\u202E' ELSE 'X' || number END,
      2023, 'final_account', 1, 'accepted', 'yuan'
    FROM generate_series(1, 30) AS number
    WHERE number NOT IN (8, 17, 22, 23);

    """

  /// P1, P3, P4, P6 and P9: codes, signs, the bounds of integers, marks that move a cursor.
  private static let lines = """
    INSERT INTO intake.line (
      submission_id, line_no, section, functional_code, fund_type, expenditure_kind, actual
    )
    VALUES
      (900001, 1, 'functional', '2010', 'general', 'basic', 1.00),
      (900002, 1, 'functional', '20101011', 'general', 'basic', 2.00),
      (900003, 1, 'functional', 'abc', 'general', 'basic', 4.00),
      (900004, 1, 'functional', NULL, 'general', 'basic', 8.00),
      (900005, 1, 'functional', '2019876', 'general', 'basic', 16.00),
      (900006, 1, 'functional', '2080504', 'general', 'basic', 32.00),
      (900007, 1, 'functional', '2010101', 'general', 'basic', 12.345),
      (900007, 2, 'functional', '2010101', 'general', 'basic', 64.00),
      (900009, 1, 'functional', '2010101', 'general', 'basic', -128.00),
      (900010, 1, 'functional', '2010101', 'general', 'basic', -256.00),
      -- Three times 2^62 fen, and the ends of 64 bits.
      (900011, 1, 'functional', '2010101', 'general', 'basic', 46116860184273879.04),
      (900011, 2, 'functional', '2010101', 'general', 'basic', 46116860184273879.04),
      (900011, 3, 'functional', '2010101', 'general', 'basic', 46116860184273879.04),
      (900011, 4, 'functional', '2010101', 'general', 'basic', 92233720368547758.07),
      (900011, 5, 'functional', '2010101', 'general', 'basic', -92233720368547758.08),
      (900011, 6, 'functional', '2010101', 'general', 'basic', 512.00),
      (900013, 1, 'functional', E'2010101\\u202E', 'general', 'basic', 1024.00),
      (900019, 1, 'functional', '2010101', 'general', 'basic', 2048.00),
      (900021, 1, 'functional', '2010101', 'general', 'basic', 4096.00),
      (900024, 1, 'functional', '2010101', 'general', 'basic', 8192.00),
      (900025, 1, 'functional', '2010101', 'general', 'basic', 0.00),
      (900030, 1, 'functional', '2010101', 'general', 'basic', 16384.00);
    INSERT INTO intake.explanation (submission_id, seq, line_no, kind, counterparty_code, text)
    VALUES
      (900010, 1, 1, 'reason', NULL, '冲销上年支出'),
      (900021, 1, 1, 'direct_transfer', 'X25', E'\\u001B]0;owned\\u0007');
    INSERT INTO intake.stated_figure (submission_id, figure, value)
    VALUES (900024, 'total.actual', 999999999999999999999999);

    """

  /// P7: a row twice, and one book handed in by two units.
  private static let duplicates = """
    INSERT INTO intake.line (
      submission_id, line_no, section, functional_code, fund_type, expenditure_kind, actual
    )
    VALUES
      (900014, 1, 'functional', '2010101', 'general', 'basic', 32768.00),
      (900014, 2, 'functional', '2010101', 'general', 'basic', 32768.00);
    INSERT INTO intake.line (
      submission_id, line_no, section, functional_code, fund_type, expenditure_kind, actual
    )
    SELECT submission_id, number, 'functional', '20101' || lpad(number::text, 2, '0'), 'general',
      'basic', number * 1234.57
    FROM unnest(ARRAY[900015, 900016]) AS submission_id
    CROSS JOIN generate_series(1, 12) AS number;

    """

  /// P5 and P8: more than a year can add up, twenty thousand lines, names without end.
  private static let giants = """
    INSERT INTO intake.line (submission_id, line_no, section, functional_code, actual)
    SELECT 900012, number, 'functional', '2010101', 10000000000000.00
    FROM generate_series(1, 4612) AS number;
    INSERT INTO intake.line (
      submission_id, line_no, section, functional_code, fund_type, expenditure_kind, actual
    )
    SELECT 900018, number, 'functional', '20101' || lpad((1 + number % 12)::text, 2, '0'),
      'general', 'basic', number + 0.01
    FROM generate_series(1, 20000) AS number;
    INSERT INTO intake.line (submission_id, line_no, section, printed_name, actual, note)
    VALUES (900020, 1, 'functional', repeat('无', 100000), 65536.00, repeat('注', 100000));

    """

  /// What a bureau keeps wrongly: a circle of codes, a circle of units, shares and payments at the
  /// ends of 64 bits, a formula that breaks off, settings of no rule.
  private static let lists = """
    INSERT INTO reference.crosswalk
    VALUES
      ('general', '2990901', '2990902', 2023, 1, 1, 'recode'),
      ('general', '2990902', '2990901', 2023, 1, 1, 'recode'),
      ('general', '2990903', '2990904', 2023, 9223372036854775806, 9223372036854775807, 'split'),
      ('general', '2990903', '2990905', 2023, 9223372036854775807, 9223372036854775807, 'split');
    INSERT INTO reference.unit_succession
    VALUES
      ('X26', 'X27', 2023, 'rename', 1, 1), ('X27', 'X26', 2023, 'rename', 1, 1),
      ('X28', 'X29', 2023, 'split', 9223372036854775806, 9223372036854775807);
    INSERT INTO reference.internal_transfer
    SELECT 2023, 'X21', 'X25', code, 'general', 'actual', 9223372036854775807
    FROM unnest(ARRAY['2010101', '20101', '201', '2990901']) AS code;
    INSERT INTO reference.formula_rule (rule_code, valid_from, title, severity, scope, formula)
    VALUES
      ('B001', 1990, '断', 'error', '*', '三公.决算 ='),
      ('B002', 1990, E'\\u202E', 'error', '*', repeat('(', 100000));
    INSERT INTO reference.rule_setting
    VALUES
      ('E030', 'share_percent', 2000, NULL, -1),
      ('P010', E'a\\u202Eb', 2000, NULL, 999999999999999999999999);

    """

  /// The rows that only a bureau's own views can hold.
  static let views = """
    ALTER TABLE intake.submission RENAME TO submission_row;
    ALTER TABLE intake.line RENAME TO line_row;
    CREATE VIEW intake.submission AS
    SELECT * FROM intake.submission_row
    UNION ALL
    SELECT submission_id, 2023, 1, NULL, NULL, unit_code, kind, 'accepted', 'yuan', NULL
    FROM (
      VALUES (900008, 'X8', 'final_account'), (900017, 'X17', 'final_account'),
        (900031, 'X17', 'final_account'), (900022, 'X22', 'final_account'),
        (900023, 'X23', 'final_accounT')
    ) AS extra (submission_id, unit_code, kind);
    CREATE VIEW intake.line AS
    SELECT * FROM intake.line_row
    UNION ALL
    SELECT submission_id, line_no, 'functional', '2010101', fund_type, 'basic', NULL, NULL, actual,
      NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM (
      VALUES (900008, 1, 'general', 'NaN'), (900008, 2, 'general', '-Infinity'),
        (900008, 3, 'general', 1e30), (900008, 4, 'general', 131072.00),
        (900017, 1, 'general', 1.00), (900031, 1, 'general', 262144.00),
        (900022, 1, 'generaL', 524288.00), (900023, 1, 'general', 1.00)
    ) AS extra (submission_id, line_no, fund_type, actual);
    """

  /// Takes the views away again.
  static let withoutViews = ["submission", "line"].map {
    "DROP VIEW intake.\($0); ALTER TABLE intake.\($0)_row RENAME TO \($0);"
  }.joined(separator: "\n")

  /// What of it can be read, of units in the tree whose books count, in yuan.
  static var readableYuan: String {
    let lines = [
      1, 2, 4, 8, 16, 32, 64, -128, -256, 512, 1024, 2048, 4096, 8192, 65_536, 65_536, 131_072,
      262_144, 524_288,
    ].reduce(0, +)
    // 2 × 1234.57 × (1 + … + 12), and (1 + … + 20000) with a fen each.
    let fen = lines * 100 + 2 * 123_457 * 78 + 20_000 * 20_001 / 2 * 100 + 20_000
    return "\(fen / 100).\(fen % 100 / 10)\(fen % 10)"
  }
}
