#if Console
import BudgetTestSupport
import Foundation
import Testing

/// The console as its operator meets it; what it shows is tested beside it.
@Suite(.database) struct ServeTests {
  /// Starts it, asks for a page over the loopback interface, and stops it by a signal.
  private static let script = """
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    "$0" serve --port 0 "${@:2}" 2>"$log" &
    console=$!
    for _ in {1..300}; do
      port=$(grep -o 'http://[^ ]*:[0-9]*/' "$log" | grep -o '[0-9]*/$' | tr -d /)
      [ -z "$port" ] || break
      sleep 0.1
    done
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf 'GET /login HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n\\r\\n' >&3
    cat <&3
    kill -"$1" "$console"
    wait "$console"
    echo "ended $?"
    cat "$log" >&2
    """

  private let database = ["--database", TestDatabase.current.conninfo]

  @Test(arguments: ["TERM", "INT"])
  func listensOnThisMachineUntilItIsStopped(signal: String) async throws {
    // A shell gives what it starts in the background no SIGINT, unless it is told to.
    let run = try await Program.shell("set -m\n" + Self.script, [signal] + database)
    #expect(run.output.contains("HTTP/1.1 200 OK\r\n"), "\(run.output) \(run.messages)")
    #expect(run.output.contains("<h1><bdi>登录</bdi></h1>"))
    #expect(run.output.hasSuffix("ended 0\n"), "\(run.messages)")
    #expect(run.messages.contains("http://127.0.0.1:"))
    #expect(!run.messages.contains("TLS"))
  }

  @Test func anotherAddressIsWarnedOf() async throws {
    let run = try await Program.shell(Self.script, ["TERM", "--bind", "0.0.0.0"] + database)
    #expect(run.output.hasSuffix("ended 0\n"), "\(run.messages)")
    #expect(run.messages.contains("0.0.0.0") && run.messages.contains("TLS"))
  }

  @Test(arguments: ["localhost", "10.0.0.0/8", "127.1", ""])
  func aProxyIsNamedByItsAddress(proxy: String) async throws {
    let run = try await Program.run(["serve", "--trusted-proxy", proxy] + database)
    #expect(run.status == 64 && run.messages.contains("--trusted-proxy"), "\(run.messages)")
  }

  /// Where the console may not look at the schema by itself, it says so and starts.
  @Test func aDatabaseThatIsNotThereIsSaid() async throws {
    let run = try await Program.shell(
      Self.script, ["TERM", "--database", "host=127.0.0.1 port=1 dbname=x"])
    #expect(run.output.contains("HTTP/1.1 200 OK\r\n"), "\(run.output) \(run.messages)")
    #expect(run.messages.contains(/数据库结构|schema of the database/), "\(run.messages)")
  }

  @Test func aPortThatIsTakenIsSaid() async throws {
    let run = try await Program.shell(
      Self.script.replacing("cat <&3", with: "\"$0\" serve --port \"$port\" \"${@:2}\"; echo $?"),
      ["TERM"] + database)
    #expect(run.output.contains("78\n"), "\(run.output) \(run.messages)")
  }
}

/// The console before a database that has no schema of ours.
@Suite(.database(.empty)) struct ServeSchemaTests {
  @Test func anOlderSchemaIs78() async throws {
    let run = try await Program.run(
      ["serve", "--port", "0", "--database", TestDatabase.current.conninfo])
    #expect(run.status == 78 && run.messages.contains("huizong migrate"), "\(run.messages)")
  }
}
#endif
