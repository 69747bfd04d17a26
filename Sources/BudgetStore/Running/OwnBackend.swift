internal import PostgresClient

extension Connection {
  /// Refuses connections behind a pooler that changes servers from transaction to transaction: a
  /// lock taken there would stay with a server that serves others, for ever.
  ///
  /// - Throws: `StoreError` of kind `wrongConnection`.
  borrowing func expectOwnBackend() throws {
    try expectOnlyWriter()
    let first = try backend()
    for _ in 0..<4 { try expect(first) }
    // A pooler makes up the number that a client is told; a server tells its own.
    guard first != Int64(backendPID) else { return }
    // Poolers that keep a server for a session are as good as the server. The others give the
    // server that was used last, or the next one, to whoever comes: somebody else does, and keeps
    // it for a while.
    let other = try Connection(settings.named("other"))
    for _ in 0..<3 {
      do {
        try other.transaction { other in
          if try other.backend() == first { throw Self.changing }
          try expect(first)
        }
      } catch let error as PostgresError where error.sqlState == "08P01" {
        // One that changes servers from statement to statement knows no transactions.
        throw Self.changing
      }
      try expect(first)
    }
  }

  private borrowing func backend() throws -> Int64 {
    try run(.findBackend)[0].int("backend_pid")
  }

  private borrowing func expect(_ backend: Int64) throws {
    guard try self.backend() == backend else { throw Self.changing }
  }

  /// Refuses settings that name several servers of which more than one takes writes: after a
  /// failover the old primary has come back, and whoever is named first would be believed.
  private borrowing func expectOnlyWriter() throws {
    let writable = settings.writableServers
    guard writable.count > 1 else { return }
    let names = writable.joined(separator: ", ")
    throw StoreError(
      .wrongConnection,
      StoreError.Words(
        "连接设置中有多台服务器可写:\(names)", "several of the servers that are named take writes: \(names)"),
      hint: StoreError.Words(
        "请查明哪一台是主库,把另一台改为备库(deploy/RUNBOOK.md)",
        "find out which is the primary and make a standby of the other (deploy/RUNBOOK.md)"))
  }

  private static var changing: StoreError {
    StoreError(
      .wrongConnection,
      StoreError.Words(
        "连接在事务之间换了服务进程:经过连接池",
        "the connection changes servers between transactions: a pooler"),
      hint: StoreError.Words(
        "请直接连接数据库服务器,或使用会话模式的连接池",
        "connect to the server itself, or to a pooler in session mode"))
  }
}
