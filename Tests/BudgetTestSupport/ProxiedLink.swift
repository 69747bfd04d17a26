import Foundation
import Synchronization

/// One connection through a `FaultProxy`: a thread for each direction.
final class ProxiedLink: Sendable {
  private struct State {
    /// How many bytes more may pass; nil for as many as come.
    var allowance: Int?
    /// What happens when they have passed.
    var stallsThen = false
    /// Whether what the server says next is thrown away, with the connection.
    var losesAnswer = false
    var hasEnded = false
  }

  private let client: Int32
  private let server: Int32
  private let traffic: Traffic
  private let state = Mutex(State())

  /// Carries bytes between a client and the server until one of them ends.
  static func carry(_ client: Int32, _ traffic: Traffic) {
    guard let server = connected(to: traffic.server) else {
      close(client)
      return
    }
    let link = ProxiedLink(client, server, traffic)
    Thread.detachNewThread { link.carryStatements() }
    Thread.detachNewThread { link.carryAnswers() }
  }

  private init(_ client: Int32, _ server: Int32, _ traffic: Traffic) {
    self.client = client
    self.server = server
    self.traffic = traffic
  }

  deinit {
    close(client)
    close(server)
  }

  private func carryStatements() {
    defer { end() }
    var messages = FrontendMessages()
    var earlier: [String] = []
    while let bytes = received(from: client) {
      messages.append(bytes)
      while var message = messages.next() {
        if let text = message.statement {
          let fault = traffic.judge(text, after: earlier)
          earlier.append(text)
          switch fault {
          case .none: break
          case .refusal(let sqlState):
            message = messages.replacement(for: message, raising: sqlState)
          case .cut: return
          case .lostAnswer: state.withLock { $0.losesAnswer = true }
          case .cutLater(let count): state.withLock { $0.allowance = count }
          case .stall(let count):
            state.withLock { ($0.allowance, $0.stallsThen) = (count, true) }
          case .stallEverything: break
          }
        }
        guard pass(message.bytes, to: server) else { return }
      }
    }
  }

  private func carryAnswers() {
    defer { end() }
    while let bytes = received(from: server) {
      if state.withLock({ $0.losesAnswer }) { return }
      guard pass(bytes, to: client) else { return }
    }
  }

  /// - Returns: false when the connection is to end.
  private func pass(_ bytes: [UInt8], to end: Int32) -> Bool {
    guard awaitPassage() else { return false }
    let count = state.withLock { state in
      let count = min(bytes.count, state.allowance ?? bytes.count)
      state.allowance? -= count
      return count
    }
    var sent = 0
    while sent < count {
      let step = bytes.withUnsafeBytes { bytes in
        send(end, bytes.baseAddress?.advanced(by: sent), count - sent, Int32(MSG_NOSIGNAL))
      }
      guard step > 0 else { return false }
      sent += step
    }
    guard count < bytes.count else { return true }
    return awaitPassage()
  }

  /// Waits while nothing passes; that ends with the connection or the proxy.
  ///
  /// - Returns: false when the connection is to end.
  private func awaitPassage() -> Bool {
    while true {
      let (isUsedUp, stalls, hasEnded) = state.withLock {
        ($0.allowance == 0, $0.stallsThen, $0.hasEnded)
      }
      if hasEnded || traffic.hasEnded || (isUsedUp && !stalls) { return false }
      guard isUsedUp || traffic.isStalled else { return true }
      usleep(20_000)
    }
  }

  private func received(from end: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = recv(end, &bytes, bytes.count, 0)
    return count > 0 && awaitPassage() ? Array(bytes.prefix(count)) : nil
  }

  private func end() {
    state.withLock { $0.hasEnded = true }
    shutdown(client, Int32(SHUT_RDWR))
    shutdown(server, Int32(SHUT_RDWR))
  }
}

private func connected(to path: String) -> Int32? {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  let room = MemoryLayout.size(ofValue: address.sun_path)
  guard path.utf8.count < room else { return nil }
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
  let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
  let isConnected = withUnsafePointer(to: &address) { address in
    address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
      connect(upstream, address, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
    }
  }
  guard isConnected else {
    close(upstream)
    return nil
  }
  return upstream
}
