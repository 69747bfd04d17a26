import BudgetStore
import BudgetTestSupport
import PostgresClient

/// What the catalogue of a migrated database says of its relations, as a page for people,
/// `deploy/analysts/dictionary.md`.
struct DictionaryPage: Sendable {
  /// A part of the page, and the schema that it lists.
  private static let parts = [
    (
      "summary", "What was published 已发布的结果 (`summary`, `summary_zh`)",
      """
      One row set under two names: the views of `summary`, and those of `summary_zh` with Chinese
      names beside them. Words of closed lists stand in `summary_zh` twice, in Chinese and, under a
      name that ends in 代码, as they are. Without a condition `*` rows, the totals, stand beside
      what they add up.
      """
    ),
    (
      "intake", "What units submit 报送 (`intake`)",
      """
      Filled by `huizong import`, or by what a bureau has; see the
      [data guide](../guide/data.md). An empty amount is not stated, which is not zero.
      """
    ),
    (
      "reference", "Lists and rules 参考表 (`reference`)",
      "Filled by `huizong import`; years of validity are budget years, both included."
    ),
  ]

  private static let head = """
    # Data dictionary 数据字典

    Every relation and column that analysts, units and whoever fills in data meet, with its type,
    its unit and its meaning, as the database tells it itself (`\\d+ summary.subject_year`). The
    page is generated from the comments of the schema: `HUIZONG_RENEW=1 swift test --filter
    DictionaryTests` writes it anew, and `jobs/test` fails while the two differ.
    """

  let text: String

  /// Reads the catalogue.
  static func read(on connection: borrowing Connection) throws -> DictionaryPage {
    var text = head + "\n"
    for (schema, title, words) in parts {
      text += "\n## \(title)\n\n\(words)\n"
      text += try relations(of: schema, on: connection)
      if schema == "summary" { text += try functions(on: connection) }
    }
    return DictionaryPage(text: text)
  }

  private static func relations(
    of schema: String, on connection: borrowing Connection
  ) throws -> String {
    var (text, last) = ("", "")
    let hasChinese = schema == "summary"
    for row in try connection.run(.listColumns, [.text(schema)]) {
      let relation = try row.text("relation")
      if relation != last {
        let chinese = try row.optionalText("chinese_relation").map { " \($0)" } ?? ""
        text += "\n### `\(relation)`\(chinese)\n\n"
        last = relation
        text += hasChinese ? "| column 列 | 中文 |" : "| column 列 |"
        text += " type 类型 | unit 单位 | meaning 含义 |\n|---|---|---|---|"
        text += hasChinese ? "---|\n" : "\n"
        text += "| **\(relation)** |\(hasChinese ? " |" : "") | | "
        text += try cell(row.optionalText("relation_comment")) + " |\n"
      }
      text += "| `\(try row.text("name"))` | "
      if hasChinese { text += try (row.optionalText("chinese_name") ?? "") + " | " }
      text += try row.text("type") + " | " + row.text("unit") + " | "
      text += try cell(row.optionalText("comment")) + " |\n"
    }
    return text
  }

  private static func functions(on connection: borrowing Connection) throws -> String {
    var text = "\n### Functions 函数\n"
    for row in try connection.run(.listFunctions) {
      text += "\n#### `\(try row.text("name"))`\n\n"
      text += "| parameter 参数, column 列 | type 类型 |\n|---|---|\n"
      for line in try row.text("arguments").split(separator: "\n") {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
        text += "| \(parts[0]) | \(parts[1]) |\n"
      }
      text += "| 含义 | \(try cell(row.optionalText("comment"))) |\n"
    }
    return text
  }

  /// A comment in a cell of a table; a comment that is missing shows.
  private static func cell(_ comment: String?) throws -> String {
    (comment ?? "**?**").replacing("|", with: "\\|").replacing("*”", with: "\\*”")
  }
}

extension Statement {
  /// Parameter: schema. The columns of its relations, with those of `summary_zh` that show them.
  fileprivate static let listColumns = Statement(
    name: "list_columns",
    sql: """
      WITH described AS (
        SELECT relnamespace::regnamespace::text AS schema, class.oid, relname::text AS relation,
          attname::text AS name, attnum, format_type(atttypid, atttypmod) AS type,
          obj_description(class.oid, 'pg_class') AS relation_comment,
          col_description(class.oid, attnum) AS comment
        FROM pg_class AS class
        JOIN pg_attribute ON attrelid = class.oid
        WHERE attnum > 0
          AND NOT attisdropped
          AND relkind IN ('r', 'v', 'p')
      ),
      chinese AS (
        SELECT shown, min(relation) AS relation, string_agg(name, '<br>' ORDER BY attnum) AS name
        FROM described,
          substring(comment FROM '\\((summary\\.[a-z_.]+)\\)$') AS shown
        WHERE schema = 'summary_zh'
        GROUP BY shown
      )
      SELECT described.relation, relation_comment, chinese.relation AS chinese_relation,
        described.name, chinese.name AS chinese_name, type, comment,
        CASE
          WHEN comment ~ '单位[::]元' THEN '元'
          WHEN comment ~ '单位[::]%' THEN '%'
          WHEN comment ~ '单位[::]分' THEN '分'
          WHEN comment ~ '报送的金额单位' AND type = 'numeric' THEN '`amount_unit`'
          -- Of a stated figure: as the first column says that has one.
          WHEN comment ~ '金额为元' OR type = 'numeric(24,4)'
            OR (described.relation = 'figure_year' AND type = 'numeric(20,2)') THEN '元 / 原数'
          WHEN described.name ~ '_count$' THEN '个'
          ELSE ''
        END AS unit
      FROM described
      LEFT JOIN chinese ON chinese.shown = 'summary.' || described.relation || '.' || described.name
      WHERE schema = $1
      ORDER BY described.relation COLLATE "C", attnum
      """, shape: .rows)

  /// The functions of `summary`, with their parameters and the columns that they give.
  fileprivate static let listFunctions = Statement(
    name: "list_functions",
    sql: """
      SELECT 'summary.' || proname || '(' || coalesce((
          SELECT string_agg(name, ', ' ORDER BY place)
          FROM unnest(proargnames, proargmodes) WITH ORDINALITY AS argument (name, mode, place)
          WHERE coalesce(mode, 'i') = 'i'
        ), '') || ')' AS name,
        -- A function that asks for nothing has what it gives to tell.
        coalesce((
          SELECT string_agg(
            CASE
              WHEN coalesce(mode, 'i') = 'i' THEN '(`' || name || '`)'
              ELSE '`' || name || '`'
            END
              || E'\\t' || format_type(type, NULL),
            E'\\n' ORDER BY place
          )
          FROM unnest(proargnames, proargmodes, coalesce(proallargtypes, proargtypes::oid[]))
            WITH ORDINALITY AS argument (name, mode, type, place)
        ), '`' || proname || '`' || E'\\t' || format_type(prorettype, NULL)) AS arguments,
        obj_description(oid, 'pg_proc') AS comment
      FROM pg_proc
      WHERE pronamespace = 'summary'::regnamespace
      ORDER BY proname COLLATE "C"
      """, shape: .rows)
}
