import BudgetDomain
import BudgetTestSupport
import Testing

/// `summary_zh`: the same rows as in `summary`, under Chinese names.
@Suite(.database, .serialized)
struct ChineseViewTests {
  private static let district = PublishedDice()

  /// Each view of `summary` with its twin, and the columns that say the same in both, in their
  /// order; a word stands before its code and is no column of the first.
  private static let twins = """
    twin AS (
      SELECT DISTINCT base.oid AS base, zh.oid AS zh
      FROM pg_class AS base
      LEFT JOIN (
        pg_depend
        JOIN pg_rewrite ON classid = 'pg_rewrite'::regclass AND objid = pg_rewrite.oid
        JOIN pg_class AS zh
          ON zh.oid = ev_class
          AND zh.relnamespace = 'summary_zh'::regnamespace
      ) ON refobjid = base.oid
      WHERE base.relnamespace = 'summary'::regnamespace
        AND base.relkind = 'v'
    ), named AS (
      SELECT attrelid, attname::text,
        row_number() OVER (PARTITION BY attrelid ORDER BY attnum) AS place
      FROM (
        SELECT attrelid, attname, attnum,
          lead(attname) OVER (PARTITION BY attrelid ORDER BY attnum) AS after
        FROM pg_attribute
        WHERE attnum > 0
      ) AS every
      WHERE after IS DISTINCT FROM attname || '代码'
    )
    """

  @Test func everyViewHasATwinWithAllItsColumns() async throws {
    let wrong = try await column(
      """
      WITH \(Self.twins)
      SELECT base::regclass || ' ' || coalesce(zh::regclass::text, 'has none')
      FROM twin
      WHERE (SELECT count(*) FROM named WHERE attrelid = base)
        IS DISTINCT FROM (SELECT count(*) FROM named WHERE attrelid = zh)
        OR zh IS NULL
      """)
    #expect(wrong == [])
    #expect(try await column("WITH \(Self.twins) SELECT base::text FROM twin").count >= 17)
  }

  /// By place alone, two columns could have each other's name.
  @Test func columnsThatAreEasilyTakenForEachOtherHaveTheirOwnNames() async throws {
    let named = Set(
      try await column(
        """
        WITH \(Self.twins)
        SELECT DISTINCT base.attname || ' ' || zh.attname
        FROM twin
        JOIN named AS base ON base.attrelid = twin.base
        JOIN named AS zh ON zh.attrelid = twin.zh AND zh.place = base.place
        """
      ).compactMap(\.self))
    let names = [
      "initial_budget": "年初预算数", "final_budget": "全年预算数", "actual": "决算数",
      "prior_actual": "上年决算数", "basic_actual": "基本支出决算数",
      "project_actual": "项目支出决算数",
      "eliminated_initial": "抵销年初预算数", "eliminated_final": "抵销全年预算数",
      "payer_code": "付款单位代码", "payee_code": "收款单位代码", "payer_amount": "付款方列报数",
      "payee_amount": "收款方列报数", "expected_low": "推算下限", "expected_high": "推算上限",
      "numerator": "分子", "denominator": "分母", "before": "改动前", "after": "改动后",
    ]
    for (name, chinese) in names {
      #expect(named.filter { $0.hasPrefix("\(name) ") } == ["\(name) \(chinese)"])
    }
  }

  @Test func theRowsAreTheSame() async throws {
    try await Self.district.publish()
    let comparisons = try await column(
      """
      WITH \(Self.twins)
      SELECT format(
        'SELECT count(*)::text FROM ((SELECT %1$s FROM %2$s EXCEPT ALL SELECT %3$s FROM %4$s) '
        'UNION ALL (SELECT %3$s FROM %4$s EXCEPT ALL SELECT %1$s FROM %2$s)) AS different',
        (SELECT string_agg(quote_ident(attname), ', ' ORDER BY place) FROM named
          WHERE attrelid = base),
        base::regclass,
        (SELECT string_agg(quote_ident(attname), ', ' ORDER BY place) FROM named
          WHERE attrelid = zh),
        zh::regclass)
      FROM twin
      ORDER BY 1
      """)
    for comparison in comparisons.compactMap(\.self) {
      #expect(try await column(comparison) == ["0"], "\(comparison)")
    }
    let isLarge = try await column("SELECT (count(*) > 1000)::text FROM summary_zh.功能科目年度")
    #expect(isLarge == ["true"])
  }

  @Test func everyCodeOfAClosedListHasAWord() async throws {
    let known = Set(
      try await column("SELECT list || ' ' || code FROM store.word").compactMap(\.self))
    let lists: [String: [String]] = [
      "fund_type": FundType.allCases.map(\.name),
      "comparability": Comparability.allCases.map(\.name),
      "income_kind": IncomeKind.allCases.map(\.name).filter { !$0.isEmpty } + ["*", "unstated"],
      "measure": Measure.allCases.map(\.name),
      "severity": Severity.allCases.map(\.name),
      "section": Section.allCases.map(\.name),
      "anomaly_cause": Cause.allCases.map(\.rawValue),
      "residual_cause": ResidualCause.allCases.map(\.rawValue),
      "submission_kind": SubmissionKind.allCases.map(\.name),
      "coverage_state": CoverageState.allCases.map(\.rawValue),
      "anomaly_status": ["new", "open", "explained", "accepted", "reopened", "resolved"],
      "series": ["reported", "comparable"],
      "figure": ["three_public.change_percent", "balance.opening.fund", "basic.actual.general"],
    ]
    for (list, codes) in lists {
      for code in codes { #expect(known.contains("\(list) \(code)"), "\(list) \(code)") }
    }
  }

  /// But for figures: a bureau may state some of its own.
  @Test func noWordIsLeftInCode() async throws {
    try await Self.district.publish()
    let words = try await column(
      """
      SELECT format('SELECT DISTINCT %1$I::text FROM %2$s WHERE %1$I ~ ''[a-z]''',
        attname, attrelid::regclass)
      FROM (
        SELECT attrelid, attname, attnum,
          lead(attname) OVER (PARTITION BY attrelid ORDER BY attnum) AS after
        FROM pg_attribute
        JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'summary_zh'::regnamespace
          AND attnum > 0
      ) AS every
      WHERE after = attname || '代码'
        AND attname <> '数字名称'
      """)
    #expect(words.count >= 20)
    for query in words.compactMap(\.self) {
      #expect(try await column(query) == [], "\(query)")
    }
  }

  /// A name of 22 characters would be cut with a notice only.
  @Test func noNameIsCut() async throws {
    let names = try await column(
      """
      SELECT relname FROM pg_class
      WHERE relnamespace = 'summary_zh'::regnamespace AND octet_length(relname::text) >= 63
      UNION ALL
      SELECT attname FROM pg_attribute
      JOIN pg_class ON pg_class.oid = attrelid
      WHERE relnamespace = 'summary_zh'::regnamespace AND octet_length(attname::text) >= 63
      """)
    #expect(names == [])
  }

  @Test func whatShowsNoWordLooksForNone() async throws {
    let plan = try await column(
      """
      EXPLAIN SELECT 单位代码, 科目代码, 决算数
      FROM summary_zh.功能科目年度
      WHERE 年度 = 2023
        AND 单位代码 = '*'
        AND 资金性质代码 = '*'
      """)
    #expect(!plan.isEmpty)
    #expect(!plan.contains { $0?.contains("word") ?? true })
  }
}
