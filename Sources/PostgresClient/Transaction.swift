/// How a transaction sees the database.
public enum TransactionKind: Sendable, Hashable {
  /// Every statement sees what is committed when it starts.
  case readCommitted
  /// All statements see what was committed when the first one started.
  case repeatableRead(readOnly: Bool)
  /// Read only, with the snapshot of another connection whose transaction is still open.
  case importing(SnapshotID)
}

/// The name of an exported snapshot, such as `00000003-0000001B-1`.
public struct SnapshotID: Sendable, Hashable {
  /// Hexadecimal digits and dashes, nothing else.
  public let text: String

  /// - Returns: nil unless the text is made of 1 to 64 hexadecimal digits and dashes.
  public init?(_ text: String) {
    let isHarmless = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
        UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isHarmless, (1...64).contains(text.utf8.count) else { return nil }
    self.text = text
  }
}

extension Connection {
  /// Runs `body` in a transaction: commits when it returns, rolls back when it throws.
  ///
  /// - Throws: The error of `body`, or `PostgresError` of the transaction itself. When the answer
  ///   to COMMIT is lost, `PostgresError.isCommitUnknown` holds.
  public borrowing func transaction<Result>(
    _ kind: TransactionKind = .readCommitted, _ body: (borrowing Connection) throws -> Result
  ) throws -> Result {
    let result: Result
    do {
      try begin(kind)
      result = try body(self)
    } catch {
      // The first error is the one to tell; a lost connection has rolled back already.
      _ = try? run(rollBack, [], as: .run)
      throw error
    }
    try commit()
    return result
  }

  /// Exports the snapshot of the transaction this connection is in, for `.importing` by others.
  ///
  /// It can be imported only while this transaction is open, so the server must not end it for
  /// being idle while the others join.
  public borrowing func exportSnapshot() throws(PostgresError) -> SnapshotID {
    _ = try run(stayIdle)
    let rows = try run(export)
    let text = try rows[0].text(0)
    guard let snapshot = SnapshotID(text) else {
      throw PostgresError(.read, statement: export.name, message: "not a snapshot id: \(text)")
    }
    return snapshot
  }

  private borrowing func begin(_ kind: TransactionKind) throws(PostgresError) {
    switch kind {
    case .readCommitted:
      _ = try run(begin(""), [], as: .begin)
    case .repeatableRead(let readOnly):
      let access = readOnly ? ", READ ONLY" : ""
      _ = try run(begin(" ISOLATION LEVEL REPEATABLE READ" + access), [], as: .begin)
    case .importing(let snapshot):
      _ = try run(begin(" ISOLATION LEVEL REPEATABLE READ, READ ONLY"), [], as: .begin)
      // SET TRANSACTION SNAPSHOT takes a literal only. This is the one place where text is put
      // into SQL, and `SnapshotID` holds nothing but hexadecimal digits and dashes.
      let join = Statement(
        name: "import_snapshot", sql: "SET TRANSACTION SNAPSHOT '\(snapshot.text)'")
      _ = try run(join, [], as: .begin)
    }
  }

  private func begin(_ modes: String) -> Statement {
    Statement(name: "begin_transaction", sql: "BEGIN" + modes)
  }

  private borrowing func commit() throws(PostgresError) {
    let rows = try run(commitAll, [], as: .commit)
    // The server answers ROLLBACK when a statement failed and `body` went on regardless.
    guard rows.commandTag == "COMMIT" else {
      throw PostgresError(
        .run, statement: commitAll.name, sqlState: "25P02",
        message: "the transaction had failed and was rolled back")
    }
  }
}

private let commitAll = Statement(name: "commit_transaction", sql: "COMMIT")
private let rollBack = Statement(name: "roll_back_transaction", sql: "ROLLBACK")
private let stayIdle = Statement(
  name: "stay_idle", sql: "SET LOCAL idle_in_transaction_session_timeout = 0")
private let export = Statement(
  name: "export_snapshot", sql: "SELECT pg_export_snapshot()", shape: .oneRow)
