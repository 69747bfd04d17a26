import BudgetTestSupport
import PostgresClient
import Testing

@testable import BudgetStore

/// What is checked of groups before a volume is shown sees one amount that is a fen too large,
/// wherever it stands among all subjects together and the 类, reported or restated.
@Suite(.database, .serialized)
struct GroupCheckTests {
  @Test func everyAmountIsLookedAt() async throws {
    try await DiceDistrict.fileWithWays()
    try await runNight(nightRequest(isFull: true))
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let (seen, unseen) = try await onOwnThread {
      let connection = try Connection(settings)
      var (seen, unseen) = (0, [String]())
      for volume in try connection.run(volumes) {
        try connection.set("search_path", try volume.text("volume"))
        #expect(try isBroken(on: connection) == false)
        for cell in try connection.run(cells) {
          let change = try cell.change
          let place = [Parameter.int(try cell.int("unit_id")), .int(try cell.int("item_id"))]
          try connection.run(change, place + [.int(1)])
          if try isBroken(on: connection) {
            seen += 1
          } else {
            unseen.append(
              "\(try volume.text("volume")) \(change.name) \(try cell.text("unit_code")) "
                + (try cell.text("code")))
          }
          try connection.run(change, place + [.int(-1)])
        }
      }
      return (seen, unseen)
    }
    #expect(unseen == [])
    #expect(seen > 100)
  }
}

private func isBroken(on connection: borrowing Connection) throws -> Bool {
  for check in Statement.checks + Statement.comparableChecks
  where check.name.hasSuffix("groups_equal_their_children") {
    if try !connection.run(check).isEmpty { return true }
  }
  return false
}

extension Row {
  fileprivate var change: Statement {
    get throws { try text("kind") == "subject" ? changeOfReported : changeOfRestated }
  }
}

/// A year that is restated to the newest one.
private let volumes = Statement(
  name: "volumes",
  sql: """
    SELECT 'volume_' || volume_id AS volume
    FROM control.current_publication
    JOIN control.publication_year USING (publication_id)
    WHERE fiscal_year = 2021
    """, shape: .rows)

private let cells = Statement(
  name: "cells",
  sql: """
    SELECT cell.*, unit_code, code
    FROM (
      SELECT 'subject' AS kind, unit[i] AS unit_id, item[i] AS item_id
      FROM subject_tile
      CROSS JOIN generate_subscripts(unit, 1) AS i
      WHERE fund_type = '*'
        AND tile <= 1
        AND actual_fen[i] IS NOT NULL
      UNION ALL
      SELECT 'comparable', unit[i], item[i]
      FROM comparable_tile
      CROSS JOIN generate_subscripts(unit, 1) AS i
      WHERE fund_type = '*'
        AND tile <= 1
        AND actual_fen[i] IS NOT NULL
    ) AS cell
    JOIN store.unit USING (unit_id)
    JOIN store.item USING (item_id)
    ORDER BY kind, unit_id, item_id
    """, shape: .rows)

private let changeOfReported = change(of: "subject_tile")
private let changeOfRestated = change(of: "comparable_tile")

private func change(of table: String) -> Statement {
  Statement(
    name: "change_\(table)",
    sql: """
      UPDATE \(table) AS tile
      SET actual_fen[cell.i] = tile.actual_fen[cell.i] + $3::bigint
      FROM (
        SELECT source.ctid AS place, i
        FROM \(table) AS source
        CROSS JOIN generate_subscripts(source.unit, 1) AS i
        WHERE source.fund_type = '*'
          AND source.unit[i] = $1::integer
          AND source.item[i] = $2::integer
      ) AS cell
      WHERE tile.ctid = cell.place
      """)
}
