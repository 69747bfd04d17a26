public import PostgresClient

/// Brings the schema of a database up to the one this program knows: forward only, one
/// transaction a file.
///
/// What was applied stands in `control.migration` with the SHA-256 of its file. Only one migrator
/// works at a time: the others wait, as long as the connection's lock timeout allows.
public struct Migrator: Sendable {
  private let migrations: [Migration]

  /// A migrator for the files that the program carries.
  public init() {
    self.init(Migration.all)
  }

  init(_ migrations: [Migration]) {
    self.migrations = migrations
  }

  /// Applies what is missing.
  ///
  /// - Returns: The names of the files applied now, such as `0001_create_schemas`; empty when the
  ///   schema was up to date.
  /// - Throws: `MigrationError`, or `StoreError` of kind `wrongSchema` where the database has
  ///   another encoding than UTF-8, or of kind `wrongConnection` where the lock would not live,
  ///   before anything is changed; or `PostgresError`.
  @discardableResult
  public func run(on connection: borrowing Connection) throws -> [String] {
    try expectUTF8(on: connection)
    try connection.expectOwnBackend()
    try connection.run(.lockMigrations)
    // A lost connection has let go of the lock by itself.
    defer { _ = try? connection.run(.unlockMigrations) }
    if try hasNoTable(on: connection) {
      try connection.transaction { try $0.runScript(.createMigrationTable) }
    }
    let missing = try missing(on: connection)
    for (migration, checksum) in missing {
      try connection.transaction { connection in
        try connection.runScript(Statement(name: migration.title, bytes: migration.bytes))
        try connection.run(
          .recordMigration,
          [.int(Int64(migration.number)), .text(migration.name), .text(checksum)])
      }
    }
    return missing.map(\.0.title)
  }

  /// The names of the files that `run` would apply; changes nothing.
  ///
  /// - Throws: `MigrationError` or `PostgresError`.
  public func pending(on connection: borrowing Connection) throws -> [String] {
    if try hasNoTable(on: connection) { return migrations.map(\.title) }
    return try missing(on: connection).map(\.0.title)
  }

  /// An older schema would stop a program only where it first misses something, hours later.
  ///
  /// - Throws: `StoreError` of kind `wrongSchema` where `run` would apply something or refuse to;
  ///   `MigrationError` or `PostgresError`.
  public func expectNothingPending(on connection: borrowing Connection) throws {
    try expectUTF8(on: connection)
    guard let missing = try pending(on: connection).first else { return }
    throw StoreError(
      .wrongSchema,
      StoreError.Words(
        "数据库结构缺少 \(missing)", "the schema of the database lacks \(missing)"),
      hint: StoreError.Words("请运行 huizong migrate", "run `huizong migrate`"))
  }

  /// A database of another encoding keeps bytes that are no text, such as one of SQL_ASCII, or
  /// lacks characters that names are written with.
  private func expectUTF8(on connection: borrowing Connection) throws(StoreError) {
    let encoding = connection.parameterStatus("server_encoding") ?? "none"
    guard encoding != "UTF8" else { return }
    throw StoreError(
      .wrongSchema,
      StoreError.Words(
        "数据库编码为 \(encoding),不是 UTF8",
        "the encoding of the database is \(encoding), not UTF8"),
      hint: StoreError.Words(
        "请以 UTF8 编码建立数据库", "create the database with encoding UTF8"))
  }

  private func hasNoTable(on connection: borrowing Connection) throws(PostgresError) -> Bool {
    try connection.run(.findMigrationTable)[0].bool("is_missing")
  }

  /// The migrations that the database has not seen yet, with their checksums.
  ///
  /// - Throws: `MigrationError` when what it has seen are not the first of this program's.
  private func missing(
    on connection: borrowing Connection
  ) throws -> [(Migration, checksum: String)] {
    var applied: [Int: String] = [:]
    for row in try connection.run(.listMigrations) {
      let number = Int(try row.int("number"))
      guard migrations.contains(where: { $0.number == number }) else {
        throw MigrationError.unknownMigration(try row.text("title"))
      }
      applied[number] = try row.text("checksum")
    }
    var missing: [(Migration, checksum: String)] = []
    for migration in migrations {
      let checksum = try connection.run(.digestMigration, [.bytes(migration.bytes)])[0]
        .text("checksum")
      switch applied[migration.number] {
      case nil: missing.append((migration, checksum))
      case checksum: break
      default: throw MigrationError.changedMigration(migration.title)
      }
    }
    return missing
  }
}

/// The schema of the database is not one that this program can bring forward; exit code 78.
public enum MigrationError: Error, Hashable, Sendable {
  /// A file that was applied has other contents now.
  case changedMigration(String)
  /// The database was brought forward by a newer program.
  case unknownMigration(String)
}

extension Migration {
  /// The name of the file without its ending, such as `0001_create_schemas`.
  var title: String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name
  }
}
