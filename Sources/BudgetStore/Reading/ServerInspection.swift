public import BudgetEngine
public import PostgresClient

/// What has to be right before a night can run, as the server tells it.
public struct ServerInspection: Sendable {
  /// The server's version, such as `15.18 (Debian 15.18-0+deb12u1)`.
  public let version: String
  /// The same as a number, 150018.
  public let versionNumber: Int64
  /// The encoding of the database.
  public let encoding: String
  /// The database.
  public let databaseName: String
  /// The role.
  public let roleName: String
  /// Whether the connection stays on this machine.
  public let isLocal: Bool
  /// Whether the server has proved that it is the one that was meant.
  public let isVerified: Bool
  /// Whether it need not.
  public let allowsInsecureTLS: Bool
  /// Whether the connection is encrypted.
  public let isEncrypted: Bool
  /// Whether the role may read what units submitted; nil without the tables.
  public let mayLoad: Bool?
  /// Whether the role may write results; nil without the tables.
  public let mayPublish: Bool?
  /// Migrations that are missing; empty when the schema is that of this program.
  public let pendingMigrations: [String]
  /// Why the schema cannot be brought forward; nil where it can.
  public let migrationError: MigrationError?

  /// How changes of submissions are known; nil where the schema does not say so yet, or the role
  /// may not ask.
  public let changeDetection: ChangeDetection?

  /// Asks the server; changes nothing.
  public init(on connection: borrowing Connection) throws {
    try connection.expectOwnBackend()
    let row = try connection.run(.inspectServer)[0]
    version = try row.text("version")
    versionNumber = try row.int("version_number")
    encoding = try row.text("encoding")
    databaseName = try row.text("database_name")
    roleName = try row.text("role_name")
    isLocal = try row.bool("is_local")
    isEncrypted = connection.isSSL
    isVerified = connection.identity == .verified && isEncrypted
    allowsInsecureTLS = connection.settings.allowsInsecureTLS
    mayLoad = try row.optionalBool("may_load")
    mayPublish = try row.optionalBool("may_publish")
    do {
      pendingMigrations = try Migrator().pending(on: connection)
      migrationError = nil
    } catch let error as MigrationError {
      pendingMigrations = []
      migrationError = error
    }
    let isMigrated = migrationError == nil && pendingMigrations.isEmpty
    changeDetection =
      isMigrated && mayLoad == true
      ? try ChangeDetection(try connection.run(.inspectIntake)[0]) : nil
  }
}
