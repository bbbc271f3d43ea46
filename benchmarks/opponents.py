"""What people use instead of lacli: how each does a task, plainly, and whether it is installed."""

from __future__ import annotations

import shutil
from functools import cache
from importlib.util import find_spec

PROGRAMS = {"Octave": "octave-cli", "R": "Rscript"}
MODULES = {"pandas": "pandas", "polars": "polars", "scikit-learn": "sklearn"}
IMPORT = "import numpy"
"""The process that does nothing but `import numpy`, which is what starting may cost."""
READER = "reading alone"
_OCTAVE_READS = "dlmread('{file}', ',')"
_R_READS = "as.matrix(read.csv('{file}', header = FALSE))"
_PANDAS_READS = "pd.read_csv('{file}', header=None).to_numpy()"
_POLARS_READS = "pl.read_csv('{file}', has_header=False).to_numpy()"

TASKS: dict[str, dict[str, str]] = {
    "start": {IMPORT: "python -c 'import numpy'"},
    "small det": {
        IMPORT: "python -c 'import numpy'",
        "NumPy": "python -c 'import numpy as np; print(np.linalg.det([[1, 2], [3, 4]]))'",
        "Octave": "octave-cli --eval 'disp(det([1 2; 3 4]))'",
        "R": "Rscript -e 'det(matrix(1:4, 2))'",
    },
    "det": {
        "NumPy": "python -c \"import numpy as np; print(np.linalg.det(np.loadtxt('{file}', "
        "delimiter=',')))\"",
        "Octave": f'octave-cli --eval "disp(det({_OCTAVE_READS}))"',
        "R": f'Rscript -e "det({_R_READS})"',
        "pandas": 'python -c "import numpy as np, pandas as pd; '
        f'print(np.linalg.det({_PANDAS_READS}))"',
        "polars": 'python -c "import numpy as np, polars as pl; '
        f'print(np.linalg.det({_POLARS_READS}))"',
    },
    "inv": {
        "NumPy": "python -c \"import numpy as np; np.savetxt('numpy.csv', "
        "np.linalg.inv(np.loadtxt('{file}', delimiter=',')), delimiter=',')\"",
        "Octave": f"octave-cli --eval \"dlmwrite('octave.csv', inv({_OCTAVE_READS}), "
        "'delimiter', ',', 'precision', '%.17g')\"",
        "R": f"Rscript -e \"write.table(solve({_R_READS}), 'r.csv', sep = ',', "
        'row.names = FALSE, col.names = FALSE)"',
        "pandas": 'python -c "import numpy as np, pandas as pd; pd.DataFrame(np.linalg.inv('
        f"{_PANDAS_READS})).to_csv('pandas.csv', header=False, index=False)\"",
        "polars": 'python -c "import numpy as np, polars as pl; pl.DataFrame(np.linalg.inv('
        f"{_POLARS_READS})).write_csv('polars.csv', include_header=False)\"",
    },
    "JSON in": {
        "NumPy": 'python -c "import json, numpy as np; '
        "print(np.linalg.det(json.load(open('{file}'))))\"",
    },
    "JSON out": {
        "NumPy": "python -c \"import json, numpy as np; json.dump(np.load('{file}').T.tolist(), "
        "open('numpy.json', 'w'))\"",
    },
    "JSON both ways": {
        "NumPy": 'python -c "import json, numpy as np; json.dump(np.linalg.inv(json.load('
        "open('{file}'))).tolist(), open('numpy.json', 'w'))\"",
    },
    "pca": {
        "NumPy": "python -c \"import numpy as np; X = np.loadtxt('{file}', delimiter=','); "
        "U, S, Vh = np.linalg.svd(X - X.mean(axis=0), full_matrices=False); "
        "np.savetxt('numpy.csv', U[:, :5] * S[:5], delimiter=',')\"",
        "scikit-learn": 'python -c "import numpy as np; from sklearn.decomposition import PCA; '
        "np.savetxt('sklearn.csv', PCA(5).fit_transform(np.loadtxt('{file}', delimiter=',')), "
        "delimiter=',')\"",
    },
    "beyond": {
        READER: 'python -c "from lacli import machine, parse; machine.keep_memory(); '
        "X = parse.read('{file}', 'X', parse.Reading(engine='blocked')); "
        'print(sum(len(block.values) for block in X.blocks(last=True)))"',
    },
}  # fmt: skip
"""What is to be done → who does it → the command line."""


def lines(task: str, file: str = "") -> dict[str, str]:
    """The command lines of those installed that do a task with a file."""
    return {
        name: line.replace("{file}", file)
        for name, line in TASKS[task].items()
        if name not in missing()
    }


@cache
def missing() -> tuple[str, ...]:
    """Those that are not installed here."""
    programs = (name for name, program in PROGRAMS.items() if shutil.which(program) is None)
    modules = (name for name, module in MODULES.items() if find_spec(module) is None)
    return (*programs, *modules)
