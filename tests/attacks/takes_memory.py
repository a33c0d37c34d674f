import numpy as np

kept = []
while True:
    kept.append(np.ones(16 * 2**20))
