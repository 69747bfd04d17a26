public import PostgresClient

/// Settings of the server that decide whether nights run, and how safely.
public struct SettingsInspection: Sendable {
  /// How many connections there may be, and how many there are.
  public struct Connections: Sendable, Hashable {
    /// How many at most.
    public let limit: Int64
    /// How many now, this one included.
    public let count: Int64

    /// How many more, this one counted as free: it ends before a night begins.
    public var free: Int64 { limit - count + 1 }
  }

  /// A bound that ends a session or a statement.
  public struct Timeout: Sendable, Hashable {
    /// The setting, such as `statement_timeout`.
    public let name: String
    /// How long.
    public let milliseconds: Int64
    /// Where the value comes from, as `pg_settings.source` says it.
    public let source: String
  }

  /// Whether the server follows another one and takes no writes.
  public let isStandby: Bool
  /// Whether transactions begin read only.
  public let isReadOnly: Bool
  /// Whether what is committed survives a crash of the machine.
  public let isDurable: Bool
  /// The settings that are why it does not.
  public let riskySettings: [String]
  /// Whether the server ends a statement whose client has died within a second.
  public let noticesDeadClients: Bool
  /// Whether other sessions compile plans.
  public let compilesPlans: Bool
  /// Connections of the server that are not kept for superusers.
  public let connections: Connections
  /// Connections of the login; nil without a limit.
  public let roleConnections: Connections?
  /// Connections of the database; nil without a limit.
  public let databaseConnections: Connections?
  /// How many locks fit into the server's memory together.
  public let lockSlots: Int64
  /// Tables and indexes that somebody locks who reads everything.
  public let attachedCount: Int64
  /// Bounds that end a long session or statement.
  public let timeouts: [Timeout]

  /// Asks the server; changes nothing.
  public init(on connection: borrowing Connection) throws(PostgresError) {
    let row = try connection.run(.inspectSettings)[0]
    isStandby = try row.bool("is_standby")
    isReadOnly = try row.bool("is_read_only")
    var risky: [String] = []
    for name in ["fsync", "full_page_writes", "synchronous_commit"] where try !row.bool(name) {
      risky.append(name)
    }
    riskySettings = risky
    isDurable = risky.isEmpty
    noticesDeadClients = try row.bool("notices_dead_clients")
    compilesPlans = try row.bool("compiles_plans")
    connections = Connections(
      limit: try row.int("connection_limit"), count: try row.int("connection_count"))
    roleConnections = try Self.limited(row, "role_connection")
    databaseConnections = try Self.limited(row, "database_connection")
    lockSlots = try row.int("lock_slots")
    attachedCount = try row.int("attached_count")
    var timeouts: [Timeout] = []
    for row in try connection.run(.listSessionTimeouts) {
      timeouts.append(
        Timeout(
          name: try row.text("name"), milliseconds: try row.int("milliseconds"),
          source: try row.text("source")))
    }
    self.timeouts = timeouts
  }

  private static func limited(_ row: Row, _ name: String) throws(PostgresError) -> Connections? {
    guard let limit = try row.optionalInt(name + "_limit") else { return nil }
    return Connections(limit: limit, count: try row.int(name + "_count"))
  }
}
