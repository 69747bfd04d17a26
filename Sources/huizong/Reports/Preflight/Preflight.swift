import BudgetReport
import BudgetStore
import Foundation
import PostgresClient

/// All checks before a night, in the order in which they are told.
struct Preflight: Sendable {
  /// How many connections and threads nights work with.
  let workers: Int
  /// Whether the server is Huizong's own, which nobody else comes near.
  let isPrivate: Bool

  /// Looks at everything; what cannot be looked at is a line that fails.
  func checks(on connection: borrowing Connection) -> [PreflightCheck] {
    let server: ServerInspection
    do {
      server = try ServerInspection(on: connection)
    } catch {
      let schema = PreflightCheck(Failure(error), "schema", Phrase("数据库结构", "schema"))
      return [schema] + roles(on: connection)
    }
    let isMigrated = server.migrationError == nil && server.pendingMigrations.isEmpty
    let roles = roles(on: connection)
    return PreflightCheck.all(server) + roles + settings(on: connection)
      + clock(on: connection)
      // Without rights each of these would only say so once more.
      + (isMigrated && roles.allSatisfy(\.isFine) ? contents(server, on: connection) : [])
  }

  private func roles(on connection: borrowing Connection) -> [PreflightCheck] {
    look("role", Phrase("角色", "role"), on: connection) { connection in
      PreflightCheck.roles(try RoleInspection(on: connection), isPrivate: isPrivate)
    }
  }

  private func settings(on connection: borrowing Connection) -> [PreflightCheck] {
    look("settings", Phrase("服务器设置", "server settings"), on: connection) { connection in
      PreflightCheck.settings(
        try SettingsInspection(on: connection), connectionsOfANight: Night.connectionCount(workers))
    }
  }

  private func clock(on connection: borrowing Connection) -> [PreflightCheck] {
    look("clock", Phrase("时钟", "clock"), on: connection) { connection in
      let clock = try ClockInspection(on: connection) {
        Int64(Date().timeIntervalSince1970 * 1000)
      }
      return [PreflightCheck.clock(clock)]
    }
  }

  /// What the tables hold.
  private func contents(
    _ server: ServerInspection, on connection: borrowing Connection
  ) -> [PreflightCheck] {
    look("space", Phrase("空间", "space"), on: connection) { connection in
      [PreflightCheck.space(try SpaceInspection(on: connection), isLocal: server.isLocal)]
    }
      + look("rules", Phrase("规则", "rules"), on: connection) { connection in
        PreflightCheck.rules(
          try FormulaReader.list(on: connection), try ListInspection(on: connection),
          try UnitTreeInspection(on: connection))
      }
      + look("history", Phrase("运行", "runs"), on: connection) { connection in
        PreflightCheck.history(try HistoryInspection(on: connection))
      }
  }

  private func look(
    _ name: String, _ title: Phrase, on connection: borrowing Connection,
    _ body: (borrowing Connection) throws -> [PreflightCheck]
  ) -> [PreflightCheck] {
    do {
      return try body(connection)
    } catch {
      return [PreflightCheck(Failure(error), name, title)]
    }
  }
}
