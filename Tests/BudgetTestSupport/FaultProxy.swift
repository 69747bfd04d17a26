import Foundation
import Synchronization

/// A proxy before the server of the tests that does to connections what networks do.
///
/// It reads what clients send, statement by statement, and asks a rule what to do with each. An
/// error that a rule wants is raised by the server itself, in place of the statement, so that the
/// transaction is in the state that it would be in.
public final class FaultProxy: Sendable {
  /// A statement on its way to the server.
  public struct Passing: Sendable {
    /// Its number over all connections, from 1.
    public let number: Int
    /// The SQL.
    public let text: String
    /// The SQL that went before it over the same connection.
    public let earlier: [String]
  }

  /// What happens to a statement and its connection.
  public enum Fault: Sendable, Hashable {
    /// It passes.
    case none
    /// The server raises an error with this SQLSTATE instead.
    case refusal(sqlState: String)
    /// The connection ends before the server sees the statement.
    case cut
    /// The server sees it, and the connection ends in place of the answer.
    case lostAnswer
    /// It passes, and the connection ends after so many bytes more, counted both ways.
    case cutLater(byteCount: Int)
    /// It passes, and after so many bytes more nothing passes, though the connection stays.
    case stall(byteCount: Int)
    /// The same, at once and for every connection, also those that come.
    case stallEverything
  }

  /// Says what happens to a statement; called from many threads, one statement at a time.
  public typealias Rule = @Sendable (Passing) -> Fault

  /// How to connect to the suite's database through the proxy.
  public let conninfo: String
  private let listener: Int32
  private let traffic: Traffic

  /// A proxy before the server that a connection string of the tests names.
  public init(before conninfo: String, _ rule: @escaping Rule) throws {
    guard let socket = conninfo.firstMatch(of: /host='([^']*)'.*port='([^']*)'/) else {
      throw NoSocket()
    }
    traffic = Traffic(server: "\(socket.1)/.s.PGSQL.\(socket.2)", rule: rule)
    let (listener, port) = try listenOnLoopback()
    self.listener = listener
    self.conninfo = conninfo + " host=127.0.0.1 port=\(port) sslmode=disable gssencmode=disable"
    let traffic = traffic
    Thread.detachNewThread {
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        ProxiedLink.carry(client, traffic)
      }
    }
  }

  deinit {
    traffic.end()
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// How many statements have come.
  public var statementCount: Int { traffic.statementCount }

  /// The first statement that met a fault; nil while none has.
  public var faulted: String? { traffic.faulted }
}

/// What all connections through a proxy share.
final class Traffic: Sendable {
  private struct State {
    var count = 0
    var faulted: String?
    var isStalled = false
    var hasEnded = false
  }

  let server: String
  private let rule: FaultProxy.Rule
  private let state = Mutex(State())

  init(server: String, rule: @escaping FaultProxy.Rule) {
    self.server = server
    self.rule = rule
  }

  var statementCount: Int { state.withLock { $0.count } }
  var faulted: String? { state.withLock { $0.faulted } }
  var isStalled: Bool { state.withLock { $0.isStalled } }
  var hasEnded: Bool { state.withLock { $0.hasEnded } }

  func end() { state.withLock { $0.hasEnded = true } }

  func judge(_ text: String, after earlier: [String]) -> FaultProxy.Fault {
    state.withLock { state in
      state.count += 1
      let fault = rule(FaultProxy.Passing(number: state.count, text: text, earlier: earlier))
      if fault != .none && state.faulted == nil { state.faulted = text }
      if fault == .stallEverything { state.isStalled = true }
      return fault
    }
  }
}

private func listenOnLoopback() throws -> (socket: Int32, port: UInt16) {
  let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isOpen = withUnsafeMutablePointer(to: &address) { address in
    address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
      bind(listener, address, size) == 0 && listen(listener, 64) == 0
        && getsockname(listener, address, &size) == 0
    }
  }
  guard isOpen else { throw NoSocket() }
  return (listener, UInt16(bigEndian: address.sin_port))
}

/// The proxy found no way to listen or to the server.
struct NoSocket: Error {}
