#if Console
import Glibc

/// An address of the network, the same however it is written.
public struct NetworkAddress: Hashable, Sendable {
  /// Four bytes, or sixteen where they are more than an IPv4 address in the dress of IPv6.
  private let bytes: [UInt8]

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// An address by its digits; nil for what is none, such as a name.
  public init?(_ text: String) {
    var (version4, version6) = (in_addr(), in6_addr())
    if inet_pton(AF_INET, text, &version4) == 1 {
      bytes = withUnsafeBytes(of: version4) { [UInt8]($0) }
    } else if inet_pton(AF_INET6, text, &version6) == 1 {
      let all = withUnsafeBytes(of: version6) { [UInt8]($0) }
      // A server that listens at `::` sees its IPv4 visitors as `::ffff:192.0.2.7`.
      let isMapped = all.prefix(12) == Array(repeating: 0, count: 10) + [0xff, 0xff]
      bytes = isMapped ? Array(all.dropFirst(12)) : all
    } else {
      return nil
    }
  }

  /// An address as proxies write it: some with a port, and then IPv6 in brackets.
  init?(forwarded text: String) {
    if text.hasPrefix("[") {
      self.init(String(text.dropFirst().prefix { $0 != "]" }))
    } else if text.contains("."), text.count(where: { $0 == ":" }) == 1 {
      self.init(String(text.prefix { $0 != ":" }))
    } else {
      self.init(text)
    }
  }

  /// Whether it is this machine's own.
  var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
  }

  /// What one household or office has: of IPv6 the first half, whose second half anybody chooses.
  var network: NetworkAddress {
    bytes.count == 4 ? self : NetworkAddress(bytes: Array(bytes.prefix(8)))
  }
}
#endif
