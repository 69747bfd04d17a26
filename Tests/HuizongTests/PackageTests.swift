import BudgetTestSupport
import Foundation
import Testing

/// The Debian package: made, installed, used, removed and purged, in a root of its own, so that one
/// that is installed on this machine is left alone.
@Suite(.database) struct PackageTests {
  /// One test, because making a package takes seconds.
  @Test func packageIsMadeUsedAndTakenAway() async throws {
    let folder = try Scratch()
    let package = try await make(in: folder.path + "/made")
    let again = try await make(in: folder.path + "/again")
    #expect(again != package)
    for file in [{ $0 }, Self.listOfParts] as [(String) -> String] {
      let comparison = try await Program.bash("cmp \"$1\" \"$2\"", [file(package), file(again)])
      #expect(comparison.status == 0, "\(comparison.output)\(comparison.messages)")
    }
    try listsItsParts(Self.listOfParts(beside: package))

    let root = try await install(package, in: folder.path + "/first")
    try await lies(in: root)
    try await runs(from: root)
    try await goes(from: root)
    try await leavesAPrivateServer(in: try await install(package, in: folder.path + "/second"))
  }

  private static func listOfParts(beside package: String) -> String {
    package.replacing(/\.deb$/, with: ".cdx.json")
  }

  /// The packages of Swift that the manifest names and those behind them, each with a licence, and
  /// the libraries of Debian.
  private func listsItsParts(_ file: String) throws {
    let data = try Data(contentsOf: URL(filePath: file))
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(document["bomFormat"] as? String == "CycloneDX")
    let parts = try #require(document["components"] as? [[String: Any]])
    let names = parts.compactMap { $0["name"] as? String }
    for name in ["swift-argument-parser", "swift-log", "swift-collections", "libpq5", "libc6"] {
      #expect(names.contains(name), "\(names)")
    }
    for part in parts {
      let purl = part["purl"] as? String ?? ""
      #expect(purl.hasPrefix("pkg:deb/") || part["licenses"] != nil, "\(purl)")
    }
  }

  /// Everything is where the units look for it, and nothing is started.
  private func lies(in root: String) async throws {
    let installed = try await Program.bash("cd \"$1\" && find . -path '*huizong*'", [root]).output
    for path in [
      "/usr/bin/huizong", "/etc/huizong/nightly.env", "/etc/huizong/pgpass",
      "/lib/systemd/system/huizong@.service", "/usr/share/huizong/sql/seeds/formula_rule.csv",
    ] {
      #expect(installed.contains(".\(path)\n"), "\(path)")
    }
    #expect(!installed.contains(".wants/"), "no unit is enabled")
    let service = try text(root + "/lib/systemd/system/huizong@.service")
    #expect(service.contains("\nExecStart=/usr/share/huizong/jobs/%i\n"))
    #expect(try text(root + "/etc/passwd").contains("huizong:"))
    #expect(!service.contains("/opt/"))
  }

  private func runs(from root: String) async throws {
    let version = try await Program.bash("\"$1/usr/bin/huizong\" --version", [root])
    #expect(version.output == (try await Program.run(["--version"])).output)
    var environment = [
      "HUIZONG_ENV_FILE": root + "/etc/huizong/nightly.env",
      "HUIZONG_BIN": root + "/usr/bin/huizong",
    ]
    let names = ["host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE"]
    for setting in TestDatabase.current.conninfo.split(separator: " ") {
      let parts = setting.split(separator: "=").map(String.init)
      environment[try #require(names[parts[0]])] = parts[1].replacing("'", with: "")
    }
    let job = try await Program.bash(
      "\"$1/usr/share/huizong/jobs/nightly\"", [root], environment: environment)
    #expect(job.status == 0, "\(job.messages)")
    #expect(job.output.contains("没有可汇总的报送"))
    #expect(job.messages.contains("审计链完整"))
  }

  private func goes(from root: String) async throws {
    let own = "mkdir -p \"$1\"/var/lib/huizong/metrics && : >\"$1\"/var/lib/huizong/metrics/a.prom"
    #expect(try await Program.bash(own, [root]).status == 0)
    try await dpkg(root, ["--remove", "huizong"])
    #expect(try text(root + "/etc/huizong/nightly.env").contains("PGHOST"), "settings stay")
    try await dpkg(root, ["--purge", "huizong"])
    #expect(try await Program.bash("cd \"$1\" && find . -path '*huizong*'", [root]).output == "")
    #expect(try text(root + "/etc/passwd") == "")
    #expect(try text(root + "/etc/group") == "")
  }

  /// A private server of root's is data, which no package takes away.
  private func leavesAPrivateServer(in root: String) async throws {
    let server = root + "/var/lib/huizong/postgres/data"
    #expect(try await Program.bash("mkdir -p \"$1\"", [server]).status == 0)
    try await dpkg(root, ["--purge", "huizong"])
    #expect(FileManager.default.fileExists(atPath: server))
  }

  private func make(in output: String) async throws -> String {
    let made = try await Program.bash(
      "exec \"$1/jobs/package\" --binary \"$2\" --output \"$3\" --compress none",
      [checkout, Program.path.path(), output], environment: ["SOURCE_DATE_EPOCH": "1767225600"])
    try #require(made.status == 0, "\(made.messages)")
    return made.output.trimmingCharacters(in: .newlines)
  }

  /// A root in which nothing but the package is installed; its dependencies are this machine's.
  private func install(_ package: String, in root: String) async throws -> String {
    let script = "cd \"$1\" && mkdir -p etc var/lib/dpkg/{info,updates} && : >var/lib/dpkg/status"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    try #require(try await Program.bash(script, [root]).status == 0)
    try await dpkg(root, ["--install", package])
    return root
  }

  private func dpkg(_ root: String, _ arguments: [String]) async throws {
    // A name space of users stands in for root where the tests are somebody else's.
    let run = try await Program.bash(
      "root=$1; shift; [ \"$(id -u)\" = 0 ] && be= || be='unshare --map-root-user'; "
        + "$be dpkg --root=\"$root\" --log=/dev/null --force-script-chrootless "
        + "--force-depends \"$@\"",
      [root] + arguments)
    try #require(run.status == 0, "\(run.output)\(run.messages)")
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }
}
