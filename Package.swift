// swift-tools-version: 6.2
import PackageDescription

// The arrows of the house; TidyTests hold the imports to them.
//
//   huizong ─► BudgetReport ─► BudgetDomain
//      │  ├──► BudgetWorkbook ─► BudgetReport
//      │  │       └───────────► CXlsxWriter
//      │  ├──► BudgetPage ─► BudgetReport
//      │  │       └────────► BudgetDomain
//      │  ├──► BudgetConsole ─► BudgetPage
//      │  │       └───────────► BudgetStore
//      │  ├──► SampleDistrict ─► BudgetDomain
//      │  ├──► EmbeddedPostgres
//      └──┴──► BudgetStore ─► BudgetEngine ─► BudgetRules ─► BudgetDomain
//                  └────────► PostgresClient ─► CLibpq
//   EmbedTextPlugin ─► EmbedText

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// Optimized in debug builds, too: the tests run some thousand nights, and take three times as long
/// otherwise. Overflows and asserts stop a program all the same.
let optimized: [SwiftSetting] = [
  .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))
]

/// A library of the house.
///
/// - Parameter embedsText: Whether the files in it that are no Swift sources are constants in it.
func library(
  _ name: String, uses dependencies: [Target.Dependency] = [], embedsText: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies, swiftSettings: settings + optimized,
    plugins: embedsText ? ["EmbedTextPlugin"] : [])
}

/// The tests of one target; they mirror its folders.
func tests(_ name: String, use dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// What only the console needs: without the trait, none of it is fetched or built, and the console
/// itself is empty.
func ofConsole(_ product: String, package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Console"]))
}

/// A target of the house that only the console needs.
func ofConsole(_ target: String) -> Target.Dependency {
  .target(name: target, condition: .when(traits: ["Console"]))
}

let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "huizong",
  traits: [
    .trait(name: "Console", description: "The console, `huizong serve`, with an HTTP server in it.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    // Not its reader of settings: the console has none of its own.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1",
      traits: ["FullFoundation"]),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
  ],
  targets: [
    // Not SwiftPM's own embedding: lists of bytes take minutes to compile.
    .executableTarget(name: "EmbedText", swiftSettings: settings),
    .plugin(
      name: "EmbedTextPlugin", capability: .buildTool(), dependencies: ["EmbedText"],
      path: "Sources/EmbedTextPlugin"),

    .systemLibrary(
      name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    library("PostgresClient", uses: ["CLibpq"]),
    library("BudgetDomain"),
    library("BudgetRules", uses: ["BudgetDomain"]),
    library("BudgetEngine", uses: ["BudgetDomain", "BudgetRules"]),
    library(
      "BudgetStore", uses: ["BudgetDomain", "BudgetRules", "BudgetEngine", "PostgresClient"],
      embedsText: true),
    library("EmbeddedPostgres", uses: [subprocess, system]),
    library("BudgetReport", uses: ["BudgetDomain"]),
    .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    library("BudgetWorkbook", uses: ["BudgetReport", "CXlsxWriter"]),
    library("BudgetPage", uses: ["BudgetDomain", "BudgetReport"], embedsText: true),
    library(
      "BudgetConsole",
      uses: [
        "BudgetDomain", "BudgetRules", "BudgetReport", "BudgetPage", "BudgetStore",
        "PostgresClient", ofConsole("Hummingbird", package: "hummingbird"),
        ofConsole("HummingbirdCore", package: "hummingbird"),
        ofConsole("HTTPTypes", package: "swift-http-types"),
        ofConsole("NIOCore", package: "swift-nio"), ofConsole("Logging", package: "swift-log"),
        ofConsole("ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      embedsText: true),
    library("SampleDistrict", uses: ["BudgetDomain"]),
    .executableTarget(
      name: "huizong",
      dependencies: [
        "BudgetDomain", "BudgetRules", "BudgetEngine", "BudgetStore", "BudgetReport",
        "BudgetWorkbook", "BudgetPage", "PostgresClient", "EmbeddedPostgres", "SampleDistrict",
        ofConsole("BudgetConsole"),
        ofConsole("UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"), system,
      ],
      swiftSettings: settings),

    .target(
      name: "BudgetTestSupport",
      dependencies: ["BudgetDomain", "BudgetStore", "PostgresClient", "EmbeddedPostgres"],
      path: "Tests/BudgetTestSupport", swiftSettings: settings),
    tests("TidyTests", use: []),
    tests("EmbedTextTests", use: ["EmbedText"]),
    tests("PostgresClientTests", use: ["PostgresClient", "BudgetTestSupport"]),
    tests("EmbeddedPostgresTests", use: ["EmbeddedPostgres", subprocess, system]),
    tests("BudgetDomainTests", use: ["BudgetDomain"]),
    tests("BudgetRulesTests", use: ["BudgetRules", "BudgetDomain"]),
    tests("BudgetEngineTests", use: ["BudgetEngine", "BudgetRules", "BudgetDomain"]),
    tests("BudgetReportTests", use: ["BudgetReport", "BudgetDomain"]),
    tests("BudgetWorkbookTests", use: ["BudgetWorkbook", "BudgetTestSupport"]),
    tests("BudgetPageTests", use: ["BudgetPage", "BudgetReport", "BudgetDomain"]),
    tests(
      "BudgetConsoleTests",
      use: [
        "BudgetConsole", "BudgetStore", "BudgetReport", "PostgresClient", "BudgetTestSupport",
        ofConsole("Hummingbird", package: "hummingbird"),
        ofConsole("HTTPTypes", package: "swift-http-types"),
        ofConsole("NIOCore", package: "swift-nio"), ofConsole("NIOHTTP1", package: "swift-nio"),
        ofConsole("NIOPosix", package: "swift-nio"), ofConsole("Logging", package: "swift-log"),
        ofConsole("InMemoryLogging", package: "swift-log"),
        ofConsole("ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    tests("SampleDistrictTests", use: ["SampleDistrict", "BudgetDomain"]),
    tests(
      "BudgetStoreTests",
      use: [
        "BudgetStore", "BudgetEngine", "BudgetRules", "BudgetDomain", "PostgresClient",
        "SampleDistrict", "BudgetTestSupport",
      ]),
    tests(
      "HuizongTests",
      use: ["BudgetStore", "PostgresClient", "EmbeddedPostgres", "BudgetTestSupport", system]),
  ],
  swiftLanguageModes: [.v6]
)
