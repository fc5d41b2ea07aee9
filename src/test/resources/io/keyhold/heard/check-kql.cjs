// node check-kql.cjs <folder of the Kusto language service>: reads {name: query} from standard input and prints, one a
// line, what Azure's own language service has to say against each query over the table `traces`.
const path = require('node:path');
const service = process.argv[2];
require(path.join(service, 'bridge.js'));
require(path.join(service, 'Kusto.Language.Bridge.js'));
const { KustoCode, GlobalState, Symbols } = globalThis.Kusto.Language;

// The columns of Application Insights' table of log lines that the queries may use.
const traces = Symbols.TableSymbol.From(
  '(timestamp: datetime, message: string, severityLevel: int, cloud_RoleName: string)').WithName('traces');
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor1('app', [traces]));

let text = '';
process.stdin.on('data', (part) => { text += part; });
process.stdin.on('end', () => {
  for (const [name, query] of Object.entries(JSON.parse(text))) {
    const found = KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
    for (let i = 0; i < found.Count; i++) {
      console.log(`${name}: ${found.getItem(i).Code} ${found.getItem(i).Message}`);
    }
  }
});
