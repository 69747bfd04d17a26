/// Where to connect to and how careful the session is.
public struct ConnectionSettings: Sendable, Hashable {
  /// A libpq connection string: a URI, key words such as `service=budget`, or a database name.
  /// Empty means the environment (`PGHOST`, `PGSERVICE`, …) and libpq's defaults.
  public var conninfo: String
  /// Who connects, whatever the connection string says; nil for whom that names.
  public var user: String?
  /// Their password; nil for what the connection string, `PGPASSWORD` or `.pgpass` hold.
  public var password: String?
  /// What `pg_stat_activity` shows.
  public var applicationName: String
  /// How long a statement waits for a lock before it fails with 55P03.
  public var lockTimeoutSeconds: Int
  /// How long a statement may run before it fails with 57014; nil for as long as it takes.
  public var statementTimeoutSeconds: Int?
  /// How long one address may take to answer; libpq's `connect_timeout`.
  public var connectTimeoutSeconds: Int
  /// How long a call waits without a byte before it looks whether the server still works for it;
  /// see `Silence`.
  public var patienceSeconds: Int
  /// Whether a server on another machine need not prove who it is.
  public var allowsInsecureTLS: Bool
  /// One of the servers that the connection string names, whatever else it names; nil for all.
  var server: NamedServer?
  /// Whether a second connection asks about silence; not where the second one itself waits.
  var asksAboutSilence = true

  /// Settings with the safe defaults of the house.
  public init(
    conninfo: String, applicationName: String = "huizong", lockTimeoutSeconds: Int = 5,
    statementTimeoutSeconds: Int? = nil, connectTimeoutSeconds: Int = 10,
    patienceSeconds: Int = 120, allowsInsecureTLS: Bool = false
  ) {
    self.conninfo = conninfo
    self.applicationName = applicationName
    self.lockTimeoutSeconds = lockTimeoutSeconds
    self.statementTimeoutSeconds = statementTimeoutSeconds
    self.connectTimeoutSeconds = connectTimeoutSeconds
    self.patienceSeconds = patienceSeconds
    self.allowsInsecureTLS = allowsInsecureTLS
  }
}

extension ConnectionSettings: CustomStringConvertible, CustomReflectable {
  /// Without the connection string, which may hold a password.
  public var description: String { "connection settings of \(applicationName)" }

  /// Keeps `dump` and test failures from showing a password.
  public var customMirror: Mirror { Mirror(self, children: ["applicationName": applicationName]) }
}

extension ConnectionSettings {
  /// The key words of `PQconnectdbParams`; a later one overrides an earlier one.
  ///
  /// The network's key words come first, so that a connection string can say otherwise. A client
  /// that loses its server notices after half a minute instead of two hours.
  var keyWords: [(name: String, value: String)] {
    var words = [
      (name: "connect_timeout", value: "\(connectTimeoutSeconds)"),
      ("tcp_user_timeout", "30000"),
      ("keepalives", "1"),
      ("keepalives_idle", "30"),
      ("keepalives_interval", "10"),
      ("keepalives_count", "3"),
      ("dbname", conninfo),
      ("application_name", applicationName),
      ("client_encoding", "UTF8"),
    ]
    if let server { words += server.keyWords }
    if let user { words.append(("user", user)) }
    if let password { words.append(("password", password)) }
    return words
  }

  /// What the session sets once it is connected, so that service files, URIs and `PGOPTIONS` keep
  /// working and results never depend on the server's settings.
  var sessionSettings: [(name: String, value: String)] {
    [
      ("DateStyle", "ISO"),
      ("TimeZone", "UTC"),
      ("standard_conforming_strings", "on"),
      ("bytea_output", "hex"),
      // What a policy hides would be missing without a word; so the server refuses instead.
      ("row_security", "off"),
      // Compiling costs more than it saves on statements of this size.
      ("jit", "off"),
      ("lock_timeout", "\(lockTimeoutSeconds)s"),
      // A client that the network has lost holds its locks for a minute, not for two hours.
      ("tcp_keepalives_idle", "30"),
      ("tcp_keepalives_interval", "10"),
      ("tcp_keepalives_count", "3"),
    ] + (statementTimeoutSeconds.map { [("statement_timeout", "\($0)s")] } ?? [])
  }
}
