// Built next.
@main struct Huizong { static func main() {} }
