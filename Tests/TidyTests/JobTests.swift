import Foundation
import Testing

/// The scripts of jobs, run against stand-ins for what they would call.
@Suite struct JobTests {
  private static let jobs = SourceTree.root.appending(path: "jobs")

  @Test func scriptsPassShellcheck() throws {
    let scripts = SourceTree.files.filter { $0.text.hasPrefix("#!/usr/bin/env bash") }
    let sourced = SourceTree.files.filter { $0.path.hasSuffix(".sh") }
    let paths = Set((scripts + sourced).map { SourceTree.root.appending(path: $0.path).path() })
    #expect(paths.count >= 8)
    for path in paths.sorted() {
      let check = try Command(
        "shellcheck", ["-x", "--source-path=\(SourceTree.root.path())", path])
      #expect(check.status == 0, "\(check.output)")
    }
  }

  @Test func scriptsHaveTheirRunBit() {
    for file in SourceTree.files where file.text.hasPrefix("#!") {
      let path = SourceTree.root.appending(path: file.path).path()
      #expect(FileManager.default.isExecutableFile(atPath: path), "\(file.path)")
    }
  }

  @Test func testsAreTheTestsOfContinuousIntegration() throws {
    #expect(try SourceTree.text(".ci/run").contains("jobs/test"))
  }

  /// Whoever stops the night means the run that is at work, and nothing comes after it, even where
  /// it had published already.
  @Test(arguments: [0, 143]) func aNightHandsItsSignalOn(runEndsWith: Int) throws {
    let folder = try ScratchFolder()
    try folder.write("settings", "PGHOST=nowhere\n")
    try folder.write(
      "huizong",
      """
      #!/usr/bin/env bash
      trap 'echo stopped; exit \(runEndsWith)' TERM
      echo $$ >>"$(dirname "$0")/began"
      for turn in {1..300}; do sleep 0.1; done
      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.url.appending(path: "huizong").path())
    let script = """
      export HUIZONG_ENV_FILE="$1/settings" HUIZONG_BIN="$1/huizong"
      "$0" &
      until [ -s "$1/began" ]; do sleep 0.05; done
      kill -TERM $!
      wait $!
      status=$?
      kill -0 "$(cat "$1/began")" 2>/dev/null && exit 1
      exit "$status"
      """
    // The threads of tests hold signals back, and so would everything that they start.
    let released = """
      import os, signal, sys
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      os.execv("/usr/bin/bash", ["bash", "-c"] + sys.argv[1:])
      """
    let night = Self.jobs.appending(path: "nightly").path()
    let run = try Command("python3", ["-c", released, script, night, folder.url.path()])
    #expect(run.status == 143 && run.output.contains("stopped"), "\(run.output)")
    #expect(try folder.text("began").split(separator: "\n").count == 1)
  }

  @Test(arguments: ["demo", "test", "bench"])
  func missingPackagesAreNamed(job: String) throws {
    let machine = try Machine(userID: 1000, has: ["pkg-config"])
    let run = try machine.run(Self.jobs.appending(path: job))
    #expect(run.status == 77, "\(run.output)")
    #expect(run.output.contains("libpq-dev libxlsxwriter-dev postgresql"))
    #expect(!run.output.contains("pkg-config"))
    #expect(try machine.calls() == [])
  }

  @Test func missingPackagesAreInstalledBySudo() throws {
    let machine = try Machine(userID: 1000, has: ["pkg-config"], withSudo: true)
    let run = try machine.run(Self.jobs.appending(path: "test"), ["--filter", "Tidy"])
    #expect(run.status == 0, "\(run.output)")
    #expect(
      try machine.calls() == [
        "sudo -n true",
        "sudo mkdir -p /etc/postgresql-common/createcluster.d",
        "sudo tee /etc/postgresql-common/createcluster.d/huizong.conf",
        "sudo mkdir -p /etc/systemd/system",
        "sudo ln -sfn /dev/null /etc/systemd/system/pgbouncer.service",
        "sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq",
        "sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "
          + "libpq-dev libxlsxwriter-dev postgresql shellcheck systemd openssl pgbouncer "
          + "python3-openpyxl libreoffice-calc-nogui python3-venv dpkg-dev libfaketime "
          + "locales",
        "swift format lint --strict --recursive Package.swift Sources Tests",
        "swift test --traits Console --disable-xctest --filter Tidy",
      ])
  }

  /// What reads the files of deploy is fetched once: these very tests run after it was.
  @Test func checksAreFetchedOnce() throws {
    let machine = try Machine(userID: 1000, has: [])
    try machine.standIn(forChecksIn: "bin/checks")
    let script = """
      source \(Self.jobs.path())/packages.sh
      cd \(machine.folder.url.path())
      install_checks bin/checks
      install_checks bin/checks
      """
    try machine.folder.write("fetch", "set -euo pipefail\n\(script)\n")
    let run = try machine.run(machine.folder.url.appending(path: "fetch"))
    #expect(run.status == 0, "\(run.output)")
    let calls = try machine.calls()
    #expect(calls.filter { $0.hasPrefix("pip install") }.count == 1)
    #expect(calls.contains("apt-get download -qq prometheus"))
    #expect(try machine.folder.text("bin/checks/fetched").hasPrefix("kubernetes-validate=="))
  }

  @Test func nothingIsInstalledWhenNothingIsMissing() throws {
    let machine = try Machine(userID: 1000, has: Machine.packages)
    let run = try machine.run(Self.jobs.appending(path: "test"), ["--filter", "Tidy"])
    #expect(run.status == 0, "\(run.output)")
    #expect(try machine.calls().allSatisfy { $0.hasPrefix("swift ") })
  }

  @Test func nightReadsItsSettings() throws {
    let machine = try Machine(userID: 1000, has: [])
    try machine.folder.write("a.env", "# where\n\nPGHOST=db.example\nPGDATABASE=a b=c\n")
    let run = try machine.run(
      Self.jobs.appending(path: "nightly"), ["--full"],
      ["HUIZONG_ENV_FILE": machine.folder.url.appending(path: "a.env").path(), "PGHOST": "near"])
    #expect(run.status == 75, "\(run.output)")
    #expect(run.output == "near|a b=c\n")
    #expect(try machine.calls() == ["huizong run --full"])
  }

  /// A little of what is published is verified after each night that went well.
  @Test func nightVerifiesAYear() throws {
    let machine = try Machine(userID: 1000, has: [])
    let run = try machine.run(
      Self.jobs.appending(path: "nightly"), ["--workers", "1"], ["HUIZONG_STATUS": "0"])
    #expect(run.status == 0, "\(run.output)")
    #expect(
      try machine.calls() == [
        "huizong run --workers 1", "huizong verify --rotate", "huizong audit verify",
      ])
  }

  /// What a verification finds is the night's own exit code, which a scheduler tells its operator.
  @Test func nightEndsAsItsVerification() throws {
    let machine = try Machine(userID: 1000, has: [])
    try machine.program("huizong", "[ \"$1\" = run ] || exit 70")
    #expect(try machine.run(Self.jobs.appending(path: "nightly")).status == 70)
  }

  @Test(arguments: ["PGHOST", "PATH=/tmp", "export PGHOST=a", "PGHOST =a"])
  func settingsOfAnotherFormAreRefused(line: String) throws {
    let machine = try Machine(userID: 1000, has: [])
    try machine.folder.write("a.env", line + "\n")
    let run = try machine.run(
      Self.jobs.appending(path: "nightly"), [],
      ["HUIZONG_ENV_FILE": machine.folder.url.appending(path: "a.env").path()])
    #expect(run.status == 78, "\(run.output)")
    #expect(try machine.calls() == [])
  }

  /// Values are taken as they stand, whatever a shell would make of them elsewhere.
  @Test func hostileSettingsAreTakenLiterally() throws {
    let pieces = [
      "$(touch planted)", "`touch planted`", "${HOME}", "'", "\"", ";touch planted", "&&", "|",
      "\\",
      "*", "~", "#", " ", "\t", "=", "\r", "$'\\n'", "<(touch planted)", ">planted", "!", "财政", "🏦",
      "-n", "%s", "]]", "$((1/0))", "PGHOST=",
    ]
    let folder = try ScratchFolder()
    var random: UInt64 = 20_261_127
    let values = (0..<300).map { number in
      (0...number % 6).map { _ in
        // The multiplier and increment of Knuth's MMIX.
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return pieces[Int(random >> 33) % pieces.count]
      }.joined()
    }
    for (number, value) in values.enumerated() {
      // Every other file ends without a line end.
      let text = "# one\nPGOPTIONS=\(value)" + (number.isMultiple(of: 2) ? "\n" : "")
      try folder.write("\(1000 + number).env", text)
    }
    try folder.write(
      "read",
      """
      set -euo pipefail
      source \(Self.jobs.path())/settings.sh
      cd "$1"
      for file in *.env; do
        (HUIZONG_ENV_FILE=$file read_settings none && printf '%s\\0' "$PGOPTIONS")
      done
      """)
    let run = try Command("bash", [folder.url.appending(path: "read").path(), folder.url.path()])
    #expect(run.status == 0, "\(run.output)")
    #expect(
      run.output.split(separator: "\0", omittingEmptySubsequences: false) == values.map { $0[...] }
        + [""])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path())
        .filter { !$0.hasSuffix(".env") }.sorted() == ["read"])
  }

  @Test(arguments: [
    ([], ["huizong run --requested"]),
    (["2023", "late"], ["huizong rerun 2023 --reason late"]),
  ])
  func yearIsAskedForAgain(arguments: [String], calls: [String]) throws {
    let machine = try Machine(userID: 1000, has: [])
    let run = try machine.run(Self.jobs.appending(path: "rerun-year"), arguments)
    #expect(run.status == 75, "the stand-in's own exit code")
    #expect(try machine.calls() == calls)
  }

  @Test func requestsAreWatched() throws {
    let machine = try Machine(userID: 1000, has: [])
    let run = try machine.run(
      Self.jobs.appending(path: "watch"), ["--workers", "1"], ["HUIZONG_STATUS": "143"])
    #expect(run.status == 143)
    #expect(run.output == "/var/run/postgresql|huizong\n")
    #expect(try machine.calls() == ["huizong watch --workers 1"])
  }

  @Test func yearWithoutReasonIsUsage() throws {
    let machine = try Machine(userID: 1000, has: [])
    #expect(try machine.run(Self.jobs.appending(path: "rerun-year"), ["2023"]).status == 64)
  }

  @Test func shippedSettingsHoldNoSecret() throws {
    for job in ["nightly", "rerun-year", "watch"] {
      let text = try SourceTree.text("jobs/\(job).env")
      #expect(!text.contains("PGPASSWORD"))
      #expect(!text.contains("password="))
    }
  }
}
