#if Console
public import PostgresClient

/// How the console is reached, by whom, and within which bounds.
public struct ConsoleSettings: Sendable {
  /// How people prove who they are.
  public enum Gate: Sendable, Hashable {
    /// By user and password of the database.
    case password
    /// By a header that one of the proxies sets.
    case header(String)
  }

  /// The address to listen at.
  public var host = ConsoleSettings.defaultHost
  /// The port to listen at; 0 for any that is free.
  public var port = ConsoleSettings.defaultPort
  /// How people prove who they are.
  public var gate = Gate.password
  /// The addresses of proxies: of what comes from them, the header of the gate is believed, and
  /// from where they say that it comes (`X-Forwarded-For`).
  public var proxies: Set<NetworkAddress> = []
  /// The names by which browsers reach the console through a proxy, beside this machine's own.
  public var hostNames: Set<String> = []
  /// How many people may be logged in at a time; each has a connection to the database.
  public var sessionLimit = 32
  /// How many sessions one user may have at a time; with one more, the one that was left alone
  /// longest ends.
  public var userSessionLimit = 4
  /// After how long without a request a session ends.
  public var idleTime = Duration.seconds(30 * 60)
  /// After how long a session ends, however busy.
  public var lifetime = Duration.seconds(12 * 60 * 60)
  /// How long a statement may take, in seconds.
  public var statementSeconds = 30
  /// How long a browser may say nothing; the progress of a run says something more often.
  public var silence = Duration.seconds(60)
  /// Within what time the body of a request has to be there.
  public var bodyTime = Duration.seconds(20)
  /// Of so many units at most one is chosen from a list; of more, by code or name.
  public var listedUnits = 200
  /// The lines behind a figure are all found before some of them are shown, so those of a group of
  /// more units and groups are asked for unit by unit.
  public var unitsOfLines = 50
  /// How often the progress of a run is looked at.
  public var glance = Duration.seconds(1)

  /// The loopback interface: nobody else reaches it.
  public static let defaultHost = "127.0.0.1"
  /// The port unless told otherwise.
  public static let defaultPort = 8080

  /// The defaults.
  public init() {}

  /// Whether a browser has come by a name that was given, or by this machine's own.
  func isKnown(host: String) -> Bool {
    isLoopbackName(host) || hostNames.contains(host.lowercased())
  }

  /// Whether only programs of this machine reach the console.
  public var isLoopback: Bool { isLoopbackName(host) }
}

/// Where the database is, without a user; asked for with every login.
public typealias DatabaseAddress = @Sendable () async throws -> ConnectionSettings

/// Whether a name or address is this machine's own, as browsers see it too.
func isLoopbackName(_ host: String) -> Bool {
  let isIPv4 = host.wholeMatch(of: /127(\.[0-9]{1,3}){3}/) != nil
  return host == "localhost" || host == "::1" || host == "[::1]" || isIPv4
}
#endif
