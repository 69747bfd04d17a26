#if Console
import Testing

@testable import BudgetConsole

/// Addresses are the same however they are written, and nothing else is one.
@Suite struct NetworkAddressTests {
  @Test(arguments: [
    ("127.0.0.1", "::ffff:127.0.0.1"), ("::1", "0:0:0:0:0:0:0:1"),
    ("2001:db8::7", "2001:DB8:0::0007"),
  ])
  func oneAddressIsWrittenInWays(one: String, other: String) {
    #expect(NetworkAddress(one) != nil)
    #expect(NetworkAddress(one) == NetworkAddress(other))
  }

  @Test(arguments: [
    "", "localhost", "127.1", "127.0.0.1 ", "127.0.0.1:80", "256.0.0.1", "[::1]", "10.0.0.0/8",
    "::1\n",
  ])
  func whatIsNoneIsNil(text: String) { #expect(NetworkAddress(text) == nil) }

  /// Some proxies write the port, too.
  @Test(arguments: [
    ("192.0.2.1:51234", "192.0.2.1"), ("[2001:db8::7]:443", "2001:db8::7"),
    ("[::1]", "::1"), ("2001:db8::7", "2001:db8::7"), ("192.0.2.1", "192.0.2.1"),
  ])
  func proxiesWriteInTheirWays(written: String, address: String) {
    #expect(NetworkAddress(forwarded: written) == NetworkAddress(address))
    #expect(NetworkAddress(forwarded: written) != nil)
  }

  @Test func knowsThisMachine() {
    for own in ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"] {
      #expect(NetworkAddress(own)?.isLoopback == true, "\(own)")
    }
    for other in ["0.0.0.0", "10.0.0.1", "::", "2001:db8::1", "::ffff:10.0.0.1"] {
      #expect(NetworkAddress(other)?.isLoopback == false, "\(other)")
    }
  }
}
#endif
