/// Fills the database that `.database` suites are cloned from: the place to run the migrations.
///
/// It is called once a test process, on a thread of its own, with a database that is empty.
func prepareTemplate(_ conninfo: String) throws {}
