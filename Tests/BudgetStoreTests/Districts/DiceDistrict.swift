/// A district thrown with dice in SQL: units that move, groups of groups, every kind and status of
/// submission, two amount units, and rows on codes of every level.
///
/// No row is a printed total: no code is a prefix of another, and a code leaves fund and kind open
/// always or never. So a plain sum is the truth.
enum DiceDistrict {
  /// Files the district in the place of whatever the suite's database held.
  static func file() async throws {
    try await clearDistrict()
    try await execute(dice + menu + units + submissions + lines + figures)
  }

  /// `dice(n, place)` is a number below n that depends on the place only.
  private static let dice = """
    CREATE FUNCTION pg_temp.dice(sides integer, VARIADIC place text[]) RETURNS integer
    LANGUAGE sql
    IMMUTABLE
    AS $$
      SELECT (('x' || left(md5(array_to_string(place, '/')), 7))::bit(28)::integer) % sides
    $$;
    -- Null one time in four, now and then below zero, with more decimals in 万元.
    CREATE FUNCTION pg_temp.amount(
      submission bigint, place bigint, copy integer, measure text, amount_unit text
    ) RETURNS numeric
    LANGUAGE sql
    IMMUTABLE
    AS $$
      SELECT CASE
        WHEN pg_temp.dice(4, 'open', submission::text, place::text, copy::text, measure) > 0
          THEN (
            pg_temp.dice(90000000, 'amount', submission::text, place::text, copy::text, measure)
              - 2000000
          )::numeric * CASE amount_unit WHEN 'yuan' THEN 0.01 ELSE 0.000001 END
      END
    $$;

    """

  /// What a row can be booked on.
  private static let menu = """
    CREATE TEMPORARY TABLE menu AS
    SELECT row_number() OVER () AS place, *
    FROM (
      VALUES
        ('functional', '2010101', NULL, NULL, NULL, NULL, 'general', 'basic'),
        ('functional', '2010101', NULL, NULL, NULL, NULL, 'general', 'project'),
        ('functional', '2010101', NULL, NULL, NULL, NULL, 'capital', 'basic'),
        ('functional', '2010102', NULL, NULL, NULL, NULL, 'general', 'project'),
        ('functional', '2010301', NULL, NULL, NULL, NULL, 'general', NULL),
        ('functional', '20502', NULL, NULL, NULL, NULL, 'general', 'project'),
        ('functional', '206', NULL, NULL, NULL, NULL, NULL, NULL),
        ('functional', '2080505', NULL, NULL, NULL, NULL, NULL, 'basic'),
        ('functional', '2120801', NULL, NULL, NULL, NULL, 'fund', 'project'),
        ('functional', '?', NULL, NULL, NULL, NULL, 'other', 'operating'),
        ('economic', NULL, '30101', NULL, NULL, NULL, 'general', 'basic'),
        ('economic', NULL, '30102', NULL, NULL, NULL, 'general', 'basic'),
        ('economic', NULL, '302', NULL, NULL, NULL, NULL, 'basic'),
        ('project', NULL, NULL, 'P-1', '道路维修', NULL, 'general', NULL),
        ('project', NULL, NULL, NULL, '校舍改造', NULL, NULL, NULL),
        ('income', NULL, NULL, NULL, NULL, 'appropriation', 'general', NULL),
        ('income', NULL, NULL, NULL, NULL, 'business', NULL, NULL)
    ) AS menu (
      section, functional_code, economic_code, project_code, printed_name, income_kind, fund_type,
      expenditure_kind
    );

    """

  /// Four groups, one of them inside another; each unit may move in 2022.
  private static let units = """
    INSERT INTO reference.unit (unit_code, valid_from, valid_to, name, parent_code, unit_type)
    VALUES
      ('G1', 2000, NULL, '甲局', NULL, NULL), ('G2', 2000, NULL, '乙局', NULL, NULL),
      ('G11', 2000, NULL, '甲局所属', 'G1', NULL), ('G3', 2000, 2021, '丙局', NULL, NULL);
    INSERT INTO reference.unit (unit_code, valid_from, valid_to, name, parent_code, unit_type)
    SELECT
      'U' || number,
      span.valid_from,
      CASE WHEN span.valid_from = 2000 THEN 2021 END,
      '单位' || number,
      (
        CASE WHEN span.valid_from = 2000 THEN ARRAY['G1', 'G2', 'G11', 'G3', NULL]
        ELSE ARRAY['G1', 'G2', 'G11', 'G2', NULL] END
      )[1 + pg_temp.dice(5, 'parent', number::text, span.valid_from::text)],
      (ARRAY['行政', '事业', NULL])[1 + pg_temp.dice(3, 'type', number::text)]
    FROM generate_series(1, 30) AS number
    CROSS JOIN (VALUES (2000), (2022)) AS span (valid_from);

    """

  /// Up to three revisions of each kind; the last may be a draft or have been returned.
  private static let submissions = """
    INSERT INTO intake.submission (
      submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
    )
    SELECT
      row_number() OVER (ORDER BY number, year, kind, revision),
      'U' || number,
      year,
      kind,
      revision,
      (ARRAY['accepted', 'submitted', 'accepted', 'draft', 'returned'])[
        1 + pg_temp.dice(5, 'status', number::text, year::text, kind, revision::text)
      ],
      (ARRAY['yuan', 'wan_yuan'])[1 + pg_temp.dice(2, 'amount unit', number::text)]
    FROM generate_series(1, 30) AS number
    CROSS JOIN generate_series(2020, 2023) AS year
    CROSS JOIN (VALUES ('final_account', 1), ('self_evaluation', 3), ('budget', 2))
      AS kind (kind, rarity)
    CROSS JOIN generate_series(1, 3) AS revision
    WHERE pg_temp.dice(rarity + 1, 'kind', number::text, year::text, kind) = 0
      AND revision <= 1 + pg_temp.dice(3, 'revisions', number::text, year::text, kind);

    """

  /// Every measure of a row may be open; one submission in three states no initial budget.
  private static let lines = """
    INSERT INTO intake.line (
      submission_id, line_no, section, functional_code, economic_code, project_code, printed_name,
      income_kind, fund_type, expenditure_kind, initial_budget, final_budget, actual
    )
    SELECT
      submission_id,
      row_number() OVER (PARTITION BY submission_id ORDER BY menu.section, menu.place, copy),
      menu.section,
      menu.functional_code,
      menu.economic_code,
      menu.project_code,
      menu.printed_name,
      menu.income_kind,
      menu.fund_type,
      menu.expenditure_kind,
      CASE
        WHEN pg_temp.dice(3, 'states', submission_id::text) > 0
          THEN pg_temp.amount(submission_id, menu.place, copy, 'initial', amount_unit)
      END,
      pg_temp.amount(submission_id, menu.place, copy, 'final', amount_unit),
      pg_temp.amount(submission_id, menu.place, copy, 'actual', amount_unit)
    FROM intake.submission
    CROSS JOIN pg_temp.menu AS menu
    CROSS JOIN generate_series(1, 2) AS copy
    WHERE pg_temp.dice(
        1 + 2 * copy, 'row', submission_id::text, menu.place::text, copy::text
      ) = 0;

    """

  private static let figures = """
    INSERT INTO intake.stated_figure (submission_id, figure, value)
    SELECT submission_id, figure, pg_temp.dice(90, 'figure', submission_id::text, figure)
    FROM intake.submission
    CROSS JOIN (VALUES ('three_public.actual'), ('staff.actual'), ('meeting.change_percent'))
      AS figure (figure)
    WHERE pg_temp.dice(3, 'states', submission_id::text, figure) > 0;

    """
}
